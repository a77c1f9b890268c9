"""How long a person waits for each page of a dossier, and until the browser paints.

    python benchmark/waits.py STORE DOSSIER                 each page five times; first paint where Chromium and Playwright are there
    python benchmark/waits.py STORE DOSSIER --most 300      fails where the middle of a page is above so many milliseconds

`first` is the first answer after the start, when nothing is remembered yet; least, middle and most are of the rounds after it. The export is
asked for only with `--export FORMAT`. Nothing is written to the dossier.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.cookiejar import CookieJar
from statistics import median
from urllib.parse import quote
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from sqlalchemy import func, select

from pourparler.desk import Desk
from pourparler.store.lines import Asked
from pourparler.store.schema import forms
from pourparler.web.serving import served

ROUNDS = 5
FREQUENT, TAKEN = 80, 8
"""The words that most articles hold, and how many of them a list is asked for by."""
MILLISECONDS = 1000
PAINT = "() => performance.getEntriesByType('paint').find(one => one.name === 'first-contentful-paint')?.startTime"


@dataclass(frozen=True, slots=True)
class Waited:
    """Milliseconds until the whole answer was there."""

    first: float
    rounds: tuple[float, ...]

    @property
    def middle(self) -> float:
        return median(self.rounds)


def frequent(desk: Desk) -> list[str]:
    """Words that most articles hold, some near the top and some lower down: of these lists the longest must be waited for."""
    with desk.store.reading() as connection:
        counted = select(forms.c.form).group_by(forms.c.form).order_by(func.max(forms.c.held_by).desc(), forms.c.form)
        return list(connection.scalars(counted.limit(FREQUENT)))[:: FREQUENT // TAKEN]


def pages(desk: Desk, name: str) -> dict[str, str]:
    """Each page by what a person would call it; names, words and articles are taken from the dossier itself."""
    sheet, some = desk.show(name), desk.lines(name, Asked("quotations"), most=200)
    spoken = next(line for line in some if line.parties)
    who, key = spoken.parties[0], spoken.article
    words = " ".join(desk.article(name, key).text[spoken.start : spoken.end].split()[:8])
    publisher = next(one for one in sheet.publishers if one)
    filters = {
        "by name": f"by={quote(who.name)}",
        "by country": f"by={who.country or 'RUS'}",
        "by days": f"since={(sheet.first_day or '')[:4]}-03-01&until={(sheet.first_day or '')[:4]}-04-01",
        "by kind": "kind=direct",
        "by status": "status=denied",
        "by publisher": f"publisher={quote(publisher)}",
        "by language": "language=en",
        "by words": f"about={quote(words.split()[-1])}",
        **{f"by the word {word}": f"about={quote(word)}" for word in frequent(desk)},
        "with all at once": f"by={quote(who.name)}&kind=direct&language=fr&since={(sheet.first_day or '')[:4]}-01-01",
    }
    deep = max(0, sheet.quotations // 2)
    return {
        "front": "/",
        **{f"lists {how}": f"/?{asked}" for how, asked in filters.items()},
        "lists, middle": f"/?said={deep}&met={sheet.events // 2}",
        "lists, end": f"/?said={max(0, sheet.quotations - 40)}&met={max(0, sheet.events - 40)}",
        "articles": "/articles",
        "articles, end": f"/articles?after={max(0, sheet.read - 40)}",
        "articles of a publisher": f"/articles?publisher={quote(publisher)}",
        "articles, undated": "/articles?undated=1",
        "articles, partial": "/articles?partial=1",
        "an article": f"/article/{key}",
        "review": "/review",
        "one to review": f"/review/{key}/{spoken.record}",
        "search, a word": f"/search?q={quote(words.split()[0])}",
        "search, two words": f"/search?q={quote(' '.join(words.split()[-2:]))}",
        "search, together": "/search?q=" + quote(f'"{" ".join(words.split()[:3])}"'),
        "check": f"/check?q={quote(words)}",
        "export": "/export",
        "inbox": "/inbox",
        "basket": "/basket",
    }


def ask(browser: OpenerDirector, address: str) -> float:
    """Milliseconds of one answer; an answer that is a fault is raised."""
    start = time.perf_counter()
    with browser.open(address) as answer:
        answer.read()
    return MILLISECONDS * (time.perf_counter() - start)


def waited(browser: OpenerDirector, home: str, asked: dict[str, str]) -> dict[str, Waited]:
    """First every page once, then all of them again, round by round."""
    first = {name: ask(browser, home + path) for name, path in asked.items()}
    rounds = [{name: ask(browser, home + path) for name, path in asked.items()} for _ in range(ROUNDS)]
    return {name: Waited(first[name], tuple(each[name] for each in rounds)) for name in asked}


def first_paints(address: str) -> Iterator[tuple[str, float]]:
    """Milliseconds until something stands on the front page: in a fresh browser, then with what it keeps."""
    from playwright.sync_api import sync_playwright

    place = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=place, args=["--no-sandbox"])
        page = opened.new_context(viewport={"width": 1400, "height": 900}).new_page()
        for number in range(1 + ROUNDS):
            page.goto(address if number == 0 else address.partition("/?")[0] + "/")
            yield "cold" if number == 0 else "warm", float(page.wait_for_function(PAINT).json_value())
        opened.close()


def tell_paints(address: str) -> None:
    try:
        paints = list(first_paints(address))
    except ImportError:
        print("first paint: not measured, Playwright is not installed")
        return
    warm = [value for name, value in paints if name == "warm"]
    print(f"first paint: cold {paints[0][1]:.0f} ms, warm middle {median(warm):.0f} ms, most {max(warm):.0f} ms")


def row(name: str, waited: Waited) -> str:
    figures = {"first": waited.first, "least": min(waited.rounds), "middle": waited.middle, "most": max(waited.rounds)}
    return f"{name:<34}" + "".join(f"{what:>8} {value:5.0f}" for what, value in figures.items())


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store")
    parser.add_argument("dossier")
    parser.add_argument("--most", type=float, metavar="MS", help="fail where the middle of a page is above this")
    parser.add_argument("--export", metavar="FORMAT", help="ask for this export too, once")
    asked = parser.parse_args(arguments)
    with Desk(asked.store, create=False) as desk:
        sheet = desk.show(asked.dossier)
        print(f"{sheet.read} articles, {sheet.quotations} quotations, {sheet.events} events")
        with served(desk, asked.dossier) as address:
            home = address.partition("/?")[0]
            tell_paints(address)
            browser = build_opener(HTTPCookieProcessor(CookieJar()))
            ask(browser, address)
            found = waited(browser, home, pages(desk, asked.dossier))
            for name, one in found.items():
                print(row(name, one))
            if asked.export:
                print(f"export {asked.export}: {ask(browser, f'{home}/export/{asked.export}.zip'):.0f} ms")
    return int(asked.most is not None and any(one.middle > asked.most for one in found.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
