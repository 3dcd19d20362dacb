"""The cost of a reader's first search: bytes over the network, and time until the hits appear.

This machine serves a site of `--posts` posts with gzip; Chromium opens it in a fresh profile for
every query. Bytes: all files of the search with their headers, including those that the page loads
beforehand. Time: from the last character typed to the first hit; once in a page just opened, once
half a second after a click into the box, when everything that can be loaded beforehand has been.
Peers in the same run: Material's blog and search, and Pagefind (its own script, asked for the 5
hits that it shows first).

    WISDOM_CHROMIUM=/usr/bin/chromium python tests/bench/bench_first_search.py --posts 5000
"""

import argparse
import gzip
import os
import re
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from bench_site import CONTENDERS, OTHERS
from made_posts import write_posts
from measure import print_table
from playwright.sync_api import Browser, sync_playwright

# Each takes a query and returns the milliseconds until the first hit is in the page.
TYPE = """query => new Promise(done => {
  const box = document.querySelector(SELECTOR);
  const start = performance.now();
  const look = () => document.querySelector(HIT)
    ? done(performance.now() - start) : requestAnimationFrame(look);
  box.focus();
  box.value = query;
  box.dispatchEvent(new InputEvent("input", {bubbles: true}));
  box.dispatchEvent(new KeyboardEvent("keyup", {bubbles: true, key: query.at(-1)}));
  look();
})"""
FOCUS = "() => document.querySelector(SELECTOR).focus()"
OPEN = "() => document.querySelector('.wisdom-search-open').click()"
LOAD_PAGEFIND = """async () => {
  const pagefind = await import("/pagefind/pagefind.js");
  await pagefind.init();
}"""
PAGEFIND = """async query => {
  const start = performance.now();
  const pagefind = await import("/pagefind/pagefind.js");
  const found = await pagefind.search(query);
  await Promise.all(found.results.slice(0, 5).map(hit => hit.data()));
  return performance.now() - start;
}"""


def _type_into(box: str, hit: str) -> tuple[str, str]:
    focus = FOCUS.replace("SELECTOR", repr(box))
    return focus, TYPE.replace("SELECTOR", repr(box)).replace("HIT", repr(hit))


@dataclass(frozen=True)
class Searched:
    """A site's search: the contender that builds it, its page and its files."""

    contender: str
    page: str
    files: str
    scripts: tuple[str, str]
    """What gets it ready, and what asks it."""


SEARCHES = (
    Searched(
        "wisdom",
        "",
        r"/wisdom/(search|query)",
        (OPEN, _type_into("#wisdom-query", ".wisdom-hit")[1]),
    ),
    Searched(
        "mkdocs theme, plain pages, Pagefind", "about/", "/pagefind/", (LOAD_PAGEFIND, PAGEFIND)
    ),
    Searched(
        "Material's blog and search",
        "blog/",
        "/search/|/workers/",
        _type_into("[data-md-component=search-query]", ".md-search-result__item"),
    ),
)


class StaticHost(ThreadingHTTPServer):
    """Serves a folder as static hosts do, compressed beforehand, and notes what it sends."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        files = [path for path in folder.rglob("*") if path.is_file()]
        self.bodies = {path: gzip.compress(path.read_bytes(), 9) for path in files}
        self.sent: list[tuple[str, int]] = []  # path, bytes with headers

    @property
    def home(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class Handler(SimpleHTTPRequestHandler):
    """Answers as GitHub Pages does: gzip, and ten minutes in the browser's cache."""

    server: StaticHost
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or a small body waits 40 ms for the head's receipt

    def do_GET(self) -> None:  # the base class's name
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        body = self.server.bodies.get(path)
        if body is None:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        head = sum(map(len, self._headers_buffer))
        self.end_headers()
        self.wfile.write(body)
        self.server.sent.append((self.path, head + len(body)))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serve(folder: Path) -> Iterator[StaticHost]:
    with StaticHost(folder) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def first_search(
    browser: Browser, host: StaticHost, searched: Searched, query: str
) -> tuple[int, float, float]:
    """Bytes, milliseconds unprepared and milliseconds prepared; each in a fresh profile."""
    prepare, ask = searched.scripts
    times = []
    for prepared in (True, False):
        host.sent.clear()
        page = browser.new_context().new_page()
        page.goto(host.home + searched.page, wait_until="networkidle")
        if prepared:
            page.evaluate(prepare)
            page.wait_for_timeout(500)
        times.append(page.evaluate(ask, query))
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)
        page.context.close()
    size = sum(size for path, size in host.sent if re.search(searched.files, path))
    return size, times[1], times[0]


def choose_queries(posts: Path, count: int) -> list[str]:
    """Words that a hundredth to a tenth of the posts have; of few posts, any."""
    holders: dict[str, int] = {}
    files = list(posts.glob("*.md"))
    for file in files:
        for word in set(re.findall(r"[a-z]{4,}", file.read_text().split("---")[2])):
            holders[word] = holders.get(word, 0) + 1
    common = sorted(word for word, n in holders.items() if 0.01 < n / len(files) < 0.1)
    return common[:: max(1, len(common) // count)][:count] or sorted(holders)[:count]


def main() -> None:
    parser = argparse.ArgumentParser(description="Bytes and time of a reader's first search.")
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--queries", type=int, default=10)
    arguments = parser.parse_args()
    everything = {**CONTENDERS, **OTHERS}
    rows = []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        write_posts(folder / "posts", arguments.posts)
        queries = choose_queries(folder / "posts", arguments.queries)
        chromium = os.environ.get("WISDOM_CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--headless=new", "--no-sandbox"]
        )
        for searched in SEARCHES:
            root = folder / "site"
            contender = everything[searched.contender]
            contender.make_site(root, folder / "posts")
            contender.publish(root)
            with serve(root / "site") as host:
                costs = [first_search(browser, host, searched, query) for query in queries]
            shutil.rmtree(root)
            sizes, cold, warm = zip(*costs, strict=True)
            rows.append(
                (
                    searched.contender,
                    f"{statistics.median(sizes) / 1000:.0f} kB",
                    f"at most {max(sizes) / 1000:.0f} kB",
                    f"{statistics.median(cold):.0f} ms",
                    f"{statistics.median(warm):.0f} ms",
                    f"at most {max(warm):.0f} ms",
                )
            )
        browser.close()
    print_table(f"First search of {arguments.posts} posts, queries: {len(queries)}", rows)
    print("\nBytes; time in a page just opened; time half a second after a click into the box")


if __name__ == "__main__":
    main()
