"""A long walk through the page of a dossier in a real browser, as a person takes it: reading, review, a record added, search, upload, export.

    python benchmark/walk.py DOSSIER                               of the store in use
    python benchmark/walk.py DOSSIER --store other.db --shots DIR  with a picture of each step, wide and narrow, light and dark

Walks on a copy of the store, so the dossier stays as it is. Each step is printed with its seconds and its faults: a script that fails, a warning
of the browser, an address asked outside of this machine, an answer of 400 and over, a box that an article's words opened, what axe-core calls
serious, a page wider than its window, and whatever the step itself promises and does not find. The exit status is 1 if there is any.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Dialog, Page, expect, sync_playwright

from pourparler.desk import Desk
from pourparler.model import Article, Event, Quotation, Span
from pourparler.store.lines import Asked
from pourparler.store.opening import default_place
from pourparler.verifying import Fault
from pourparler.web.serving import served

AXE = Path(__file__).parents[1] / "tests" / "vendor" / "axe.min.js"
SERIOUS = """async () => (await axe.run()).violations.filter(one => ["serious", "critical"].includes(one.impact))
.map(one => one.id + ": " + one.nodes[0].html.slice(0, 160))"""
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
PLACED = """([start, end]) => { const range = rangeOf(start, end); reveal(range); const boxes = [...rangeOf(start, end).getClientRects()];
const first = boxes[0], last = boxes[boxes.length - 1];
return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2]; }"""
UPLOADED = "Entretien à Bellerive\n\n« Nous irons jusqu’au bout », a déclaré mardi la négociatrice Odile Varenne à l’issue d’une réunion."
REVIEWED = 20
VIEWS = ((1400, "light"), (1400, "dark"), (400, "light"), (400, "dark"))
WAIT = 120_000
"""Milliseconds for what a step waits for; slowness is printed, not taken for a fault."""


@dataclass
class Step:
    """What was done, how long it took, what went wrong."""

    name: str
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)


@dataclass
class Walk:
    """A walk under way. `heard` is what the browser complained of since the last step began."""

    desk: Desk
    name: str
    page: Page
    home: str
    shots: Path | None = None
    steps: list[Step] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    def listen(self) -> None:
        page = self.page
        page.set_default_timeout(WAIT)
        page.on("console", lambda message: self.hear(message.text, message.type in ("error", "warning")))
        page.on("pageerror", lambda fault: self.hear(str(fault)))
        page.on("dialog", self.dismiss)
        page.on("request", lambda request: self.hear(f"abroad: {request.url}", not request.url.startswith((self.home, "data:"))))

    def hear(self, complaint: str, is_one: bool = True) -> None:
        if is_one:
            self.heard.append(complaint)

    def dismiss(self, dialog: Dialog) -> None:
        self.hear(f"a box opened: {dialog.message}")
        dialog.dismiss()

    def go(self, path: str) -> None:
        answer = self.page.goto(self.home + path)
        if answer is None or not answer.ok:
            self.heard.append(f"{path}: {answer.status if answer else 'no answer'}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def promise(self, kept: bool, what: str) -> None:
        if not kept:
            self.heard.append(f"not so: {what}")

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Times what is done inside; then looks at the page that it led to."""
        self.heard.clear()
        step = Step(name)
        start = time.perf_counter()
        try:
            yield step
        except Exception as fault:  # a walk goes on and tells: whatever a browser or a page throws is a fault of the step
            self.heard.append(f"{type(fault).__name__}: {str(fault).splitlines()[0]}")
        step.seconds = time.perf_counter() - start
        step.faults += [*self.heard, *self.looked_at()]
        self.steps.append(step)
        self.heard.clear()

    def looked_at(self) -> Iterator[str]:
        self.page.add_script_tag(path=AXE)
        yield from self.page.evaluate(SERIOUS)
        for width, scheme in VIEWS if self.shots else VIEWS[:1]:
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            wide = self.page.evaluate(TOO_WIDE)
            if wide > 0:
                yield f"{wide} pixels wider than a window of {width}"
            if self.shots:
                self.page.screenshot(path=self.shots / f"{len(self.steps) + 1:02}-{width}-{scheme}.png")
        self.page.set_viewport_size({"width": VIEWS[0][0], "height": 900})
        self.page.emulate_media(color_scheme="light")


# the steps


def look_around(walk: Walk) -> None:
    with walk.step("first page"):
        walk.go("/")
        walk.promise(walk.page.locator("[data-row]").count() > 0, "lines on the first page")
    with walk.step("who said what, by a name"):
        line = next((one for one in walk.desk.lines(walk.name, Asked("quotations"), most=50) if one.parties), None)
        name = line.parties[0].name if line else "nobody"
        walk.page.fill("[name=by]", name)
        walk.press("Enter")
        walk.page.wait_for_url("**by=**")
        walk.promise(walk.page.locator("#lists [data-row]").count() > 0, f"lines of {name}")
    with walk.step("articles, to the second page"):
        walk.go("/articles")
        later = walk.page.locator(".paging a")
        if later.count():
            later.last.click()
            walk.page.wait_for_url("**after=**")


def read(walk: Walk, article: Article, why: str) -> None:
    with walk.step(f"{why}: {len(article.text)} characters, opened") as step:
        walk.go(f"/article/{article.key}")
        walk.promise(walk.page.evaluate("() => document.querySelector('[data-text]').textContent") == shown(article), "the text to the letter")
        step.name += f", {walk.page.locator('[data-cards] .card').count()} cards"
    with walk.step(f"{why}: through all its records by j"):
        steps = walk.page.locator(".card.of-quotations, .card.of-events").count()
        walk.press(*["j"] * steps)
        walk.promise(walk.page.locator(".card.current").count() == min(steps, 1), "a chosen card")


def shown(article: Article) -> str:
    """The text as a browser can hold it."""
    return "".join("\ufffd" if ord(letter) == 0 or 0xD800 <= ord(letter) < 0xE000 else letter for letter in article.text)


def review(walk: Walk) -> None:
    with walk.step("review opened"):
        walk.go("/review")
    before = len(walk.desk.journal(walk.name))
    with walk.step(f"review of {REVIEWED} records by keyboard") as step:
        times = []
        for number in range(REVIEWED):
            if not walk.page.locator("[data-item]").count():
                break
            start = time.perf_counter()
            with walk.page.expect_response("**/review"):
                walk.press("x" if number % 5 == 4 else "a")
            walk.page.wait_for_function("() => !document.querySelector('.htmx-request, .htmx-swapping')")
            times.append(time.perf_counter() - start)
        done = len(walk.desk.journal(walk.name)) - before
        walk.promise(done == len(times), f"{len(times)} lines in the journal, not {done}")
        step.name += f" (slowest {max(times, default=0.0):.2f} s)"
    with walk.step("the last judgement taken back"):
        with walk.page.expect_response("**/review"):
            walk.press("u")
        walk.promise(walk.desk.journal(walk.name)[-1].action == "undo", "an undo in the journal")


def stretch(article: Article) -> Span:
    """Some words of the article's own text to be selected: those of its longest paragraph after its tenth word."""
    longest = max((one.span for one in article.paragraphs if one.kind == "body"), key=len, default=Span(0, len(article.text)))
    words = longest.slice(article.text).split(" ")
    first = min(10, max(0, len(words) - 4))
    start = longest.start + sum(len(word) + 1 for word in words[:first])
    taken = " ".join(words[first : first + 4])
    return Span(start + len(taken) - len(taken.lstrip()), start + len(taken.rstrip()))


def drag(walk: Walk, span: Span) -> None:
    left, top, right, bottom = walk.page.evaluate(PLACED, [span.start, span.end])
    walk.page.mouse.move(left, top)
    walk.page.mouse.down()
    walk.page.mouse.move(right, bottom, steps=6)
    walk.page.mouse.up()
    expect(walk.page.locator("[data-selection]")).to_be_visible()


def people(walk: Walk, key: str) -> list[Quotation | Event]:
    reading = walk.desk.read_article(walk.name, key)
    records: tuple[Quotation | Event, ...] = (*reading.quotations, *reading.events)
    return [one for one in records if one.rule == "person"]


def add(walk: Walk, article: Article) -> None:
    span = stretch(article)
    walk.go(f"/article/{article.key}")
    with walk.step("words selected with the mouse"):
        drag(walk, span)
    with walk.step("a statement of them, its form"):
        walk.page.click("[data-new=quotations]")
        walk.page.fill("#adding-quotations [name=speakers]", "Odile Varenne")
    with walk.step("the statement written"):
        walk.page.click("#adding-quotations button:not([type])")
        walk.page.wait_for_selector(".kept:not(:empty)")
        walk.page.wait_for_selector(".card.current")
        walk.promise([one.content for one in people(walk, article.key) if isinstance(one, Quotation)] == [(span,)], "the words that were selected")
    with walk.step("and taken back"):
        walk.press("u")
        walk.page.wait_for_selector(".kept:not(:empty)")
        walk.promise(not people(walk, article.key), "no record of a person left")
    with walk.step("a paragraph complete, and open again"):
        for pressed in ("true", "false"):
            with walk.page.expect_response("**/complete"):
                walk.press("p")
            walk.page.wait_for_selector(f".complete[aria-pressed={pressed}]", state="attached")


def ask(walk: Walk, article: Article) -> None:
    longest = max(article.text.split(), key=lambda word: len(word) if word.isalpha() else 0)
    with walk.step(f"search for « {longest} »"):
        walk.press("/")
        walk.page.keyboard.type(longest)
        walk.press("Enter")
        walk.page.wait_for_url("**/search?q=**")
        walk.promise(walk.page.locator("[data-row]").count() > 0, "a passage")
    with walk.step("was it printed?"):
        walk.page.fill("#said", article.text[stretch(article).start :][:80])
        walk.press("Enter")
        walk.page.wait_for_url("**/check?q=**")
        walk.promise(walk.page.locator("[data-row]").count() > 0, "the passage itself")


def upload(walk: Walk, folder: Path) -> None:
    file = folder / "walk.txt"
    file.write_text(UPLOADED, encoding="utf-8")
    with walk.step("an article uploaded and read"):
        walk.go("/inbox")
        walk.page.set_input_files("#files", file)
        walk.page.click(".drop button")
        walk.page.wait_for_selector(".upload.done, .upload.failed")
        walk.promise(walk.page.locator(".upload.done").count() == 1, "it is read")
    with walk.step("and found"):
        walk.go("/search?q=Bellerive")
        walk.promise(walk.page.locator("[data-row]").count() > 0, "its words")


def export(walk: Walk, formats: tuple[str, ...]) -> None:
    walk.go("/export")
    for name in formats:
        with walk.step(f"export to {name}") as step:
            ready = walk.page.locator("a[href^='/export/ready/']")
            before = ready.count()
            walk.page.locator(f"button[name=format][value={name}]").first.click()
            expect(ready).to_have_count(before + 1, timeout=WAIT)
            with walk.page.expect_download() as given:
                ready.first.click()
            size = Path(given.value.path()).stat().st_size
            step.name += f", {size / 1e6:.1f} MB"
            walk.promise(size > 200, "a file with something in it")


def prove(walk: Walk, before: Sequence[Fault]) -> None:
    with walk.step(f"every word verified, {len(before)} faults known from before"):
        new = [fault for fault in walk.desk.verify(walk.name).faults if fault not in before]
        walk.promise(not new, f"nothing broken on the way: {new[:3]}")


def everywhere(walk: Walk, folder: Path, formats: tuple[str, ...] = ("csv", "xlsx", "html")) -> list[Step]:
    """The whole walk. Besides its longest article the one in the middle is read: chance would make two walks differ."""
    before = walk.desk.verify(walk.name).faults
    articles = sorted(walk.desk.articles(walk.name), key=lambda one: (len(one.text), one.key))
    parts: tuple[Callable[[], None], ...] = (
        lambda: look_around(walk),
        lambda: read(walk, articles[-1], "the longest article"),
        lambda: read(walk, articles[len(articles) // 2], "a usual article"),
        lambda: review(walk),
        lambda: add(walk, articles[len(articles) // 2]),
        lambda: ask(walk, articles[len(articles) // 2]),
        lambda: upload(walk, folder),
        lambda: export(walk, formats),
        lambda: prove(walk, before),
    )
    for part in parts:
        part()
    return walk.steps


# the ground


@contextmanager
def begun(browser: Browser, desk: Desk, name: str, shots: Path | None = None) -> Iterator[Walk]:
    """A walk at the door. The policy is lifted for axe alone; the tests of the pages hold it."""
    with served(desk, name) as address:
        context = browser.new_context(viewport={"width": VIEWS[0][0], "height": 900}, locale="fr-FR", bypass_csp=True)
        walk = Walk(desk, name, context.new_page(), address.partition("/?")[0], shots)
        walk.listen()
        walk.page.goto(address)
        yield walk
        context.close()


def copied(place: str, folder: Path) -> Path:
    """The SQLite store as it is at this moment, in a file of its own."""
    target = folder / "walk.db"
    with sqlite3.connect(f"file:{place}?mode=ro", uri=True) as one, sqlite3.connect(target) as other:
        one.backup(other)
    return target


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dossier")
    parser.add_argument("--store", default=str(default_place()), help="a SQLite file; by default the store in use")
    parser.add_argument("--shots", type=Path, help="a folder for pictures")
    given = parser.parse_args()
    chromium = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
    if given.shots:
        given.shots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Desk(copied(given.store, Path(folder)), by="walker") as desk, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with begun(browser, desk, given.dossier, given.shots) as walk:
            steps = everywhere(walk, Path(folder))
        browser.close()
    for step in steps:
        print(f"{step.seconds:7.2f} s  {step.name}", *(f"             ! {fault}" for fault in step.faults), sep="\n")
    faults = sum(len(step.faults) for step in steps)
    print(f"{len(steps)} steps, {sum(step.seconds for step in steps):.1f} s, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
