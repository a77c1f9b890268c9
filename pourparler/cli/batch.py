"""A long work written line by line: it can be cut off at any moment and goes on where it stopped.

Readings go to a file beside the output whose name holds a digest of everything that decides the result: the program with its rules, the
inputs and the options. A run that finds such a file keeps its whole lines and goes on; when all is read, the file takes the output's place
in one step. So the output is always whole, and a change of rules never mixes with older lines.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pourparler.cli.inputs import Inputs, identity
from pourparler.cli.speaking import say, spoken, tell
from pourparler.export.placing import naming

if TYPE_CHECKING:
    from pourparler.model import Reading
    from pourparler.reader import Reader

PACKAGE = Path(__file__).parents[1]
CODE = {".py", ".toml", ".tsv"}


def program_digest() -> str:
    """A hash over the program and its rules."""
    hasher = hashlib.sha256()
    for path in sorted(path for path in PACKAGE.rglob("*") if path.suffix in CODE):
        hasher.update(path.relative_to(PACKAGE).as_posix().encode())
        hasher.update(path.read_bytes())
    return hasher.hexdigest()


def unfinished_path(output: Path, inputs: Inputs, options: Sequence[object]) -> Path:
    """Where the lines of this very work are gathered until it is whole."""
    named = [identity(name) for name in inputs.names]
    facts = [program_digest(), named, inputs.language, inputs.published, [str(option) for option in options]]
    return output.with_name(f".{output.name}.{hashlib.sha256(repr(facts).encode()).hexdigest()[:12]}.part")


def whole_lines(path: Path) -> int:
    """How many whole lines the file holds; what stands after the last of them is cut off."""
    if not path.exists():
        return 0
    with path.open("rb+") as lines:
        count = end = 0
        for line in lines:
            if line.endswith(b"\n"):
                count, end = count + 1, end + len(line)
        lines.truncate(end)
    return count


def write(reader: Reader, inputs: Inputs, options: Sequence[object], output: Path) -> None:
    """All readings of the inputs in `output`, one a line, in the order of the inputs. Refused inputs have no line."""
    output.parent.mkdir(parents=True, exist_ok=True)
    unfinished = unfinished_path(output, inputs, options)
    done = whole_lines(unfinished)
    if done:
        tell(say("read.resumed", readings=spoken().count("readings", done)))
    with naming(output), unfinished.open("ab") as lines:
        for line in lines_of(with_progress(inputs.readings(reader, after=done), inputs, done)):
            lines.write(line)
            lines.flush()
    unfinished.replace(output)
    tell(say("read.written", path=output))


def lines_of(readings: Iterable[Reading]) -> Iterator[bytes]:
    from pourparler import wire

    for reading in readings:
        yield wire.encode(reading) + b"\n"


def with_progress(readings: Iterable[Reading], inputs: Inputs, done: int) -> Iterator[Reading]:
    """The same readings; a bar on stderr where a person looks on."""
    if not sys.stderr.isatty():
        yield from readings
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(say("read.progress")), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=expected(inputs), completed=done)
        for reading in readings:
            progress.advance(task)
            yield reading


def expected(inputs: Inputs) -> int | None:
    """How many articles are to come, where counting lines can tell."""
    files = [Path(name) for name in inputs.names]
    if any(path.suffix != ".jsonl" or not path.is_file() for path in files):
        return None
    return sum(1 for path in files for line in path.open("rb") if line.strip())
