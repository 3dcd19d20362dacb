"""A real browser on real sites: built by ``mkdocs build``, served from a random port.

Chromium is the one in ``WISDOM_CHROMIUM``, or one on the PATH, or Playwright's own. Without any,
the tests fail; ``WISDOM_CHROMIUM=none`` skips them.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, Request, expect, sync_playwright

from browser.chart_page import CHARTS
from browser.thirty_posts import POSTS
from mkdocs_wisdom.markdown_escape import escape_markdown
from mkdocs_wisdom.posts.xray import Figures
from sites import Site
from wisdom_model.text.tokenizer import tokenize

PATIENCE = 20_000  # ms, for a busy machine
expect.set_options(timeout=PATIENCE)

# Code highlighting and fonts are off: they would come from other servers.
SITES: dict[str, dict[str, Any]] = {
    "material": {
        "theme": {
            "name": "material",
            "font": False,
            "features": ["navigation.instant"],
            "palette": [
                {"media": "(prefers-color-scheme: light)", "scheme": "default"},
                {"media": "(prefers-color-scheme: dark)", "scheme": "slate"},
            ],
        },
        "feed": "voice/",
    },
    "mkdocs": {
        "theme": {"name": "mkdocs", "highlightjs": False},
        "feed": ".",
        "look": "newspaper",
    },
    "readthedocs": {
        "theme": {"name": "readthedocs", "highlightjs": False},
        "feed": "voice/",
        "look": "terminal",
    },
    "files": {
        "theme": {"name": "mkdocs", "highlightjs": False},
        "feed": "voice/",
        "use_directory_urls": False,
    },
    "voices": {
        "theme": {"name": "material", "font": False, "features": ["navigation.instant"]},
        "feed": "voice/",
        "others": [{"feed": "keeper/", "posts_dir": "keeper", "author": "The keeper"}],
    },
}
GENERATED = ("2026-10-09", "2026-10-29", "2026-10-30")
"""Posts that a program wrote, as their front matter says."""
KEEPER = {"2026-10-01": "The lamp is lit. The whale is far out.", "2026-10-02": "No fog."}
"""Posts of the other voice on the site of two."""
XRAYED = ("2026-10-09", "2026-10-18", "2026-10-30")
"""Posts with figures for X-ray."""


def make_figures(text: str) -> Figures:
    """Figures that go on in turn: the prompt, the word model, the memory, a spelled word."""
    words = tuple("".join(token.split()) for token in tokenize(text))
    places = range(len(words))
    return Figures(
        words,
        "".join("pwmc"[place % 4] for place in places),
        tuple(13 * place % 100 for place in places),
        tuple(("whale", 31, "ship", 12) if place % 4 else () for place in places),
    )


class WatchedPage:
    """A page, its requests and its problems: console messages, errors, failed requests."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.problems: list[str] = []
        self.allowed: tuple[str, ...] = ()
        page.on("console", lambda m: m.type in ("error", "warning") and self.note(m.text))
        page.on("pageerror", lambda error: self.note(f"page error: {error}"))
        page.on("request", self.watch)
        page.on("requestfailed", self.watch_failure)

    def watch(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith(("http://127.0.0.1:", "data:")):
            self.note(f"off this machine: {request.url}")

    def watch_failure(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page was left before it came
            self.note(f"{request.failure}: {request.url}")

    def note(self, problem: str) -> None:
        if not any(part in problem for part in self.allowed):
            self.problems.append(problem)


class Visit(WatchedPage):
    """A page of one of the ``SITES``."""

    def __init__(self, page: Page, home: str, name: str) -> None:
        super().__init__(page)
        self.home = home
        self.feed = f"{home}{SITES[name]['feed'].strip('.')}"
        if not SITES[name].get("use_directory_urls", True):
            self.feed += "index.html"

    def open(self, query: str = "") -> Page:
        """Open the feed and wait until its scripts have run."""
        self.page.goto(f"{self.feed}{query}")
        self.page.wait_for_selector(".wisdom-search-open:not([hidden])")
        return self.page

    def open_search(self, query: str = "") -> Page:
        """Open the feed, and its search box."""
        self.open(query)
        self.show_box()
        return self.page

    def show_box(self) -> None:
        if self.page.locator(".wisdom-search-form").is_hidden():
            self.page.click(".wisdom-search-open")

    def search(self, text: str) -> None:
        """Type, and wait for another summary below the box."""
        self.show_box()
        before = self.said
        self.page.get_by_role("searchbox", name="Search the posts").fill(text)
        self.page.wait_for_function(
            "said => document.querySelector('#wisdom-found').textContent !== said", arg=before
        )

    @property
    def said(self) -> str:
        return self.page.locator("#wisdom-found").text_content() or ""

    @property
    def hits(self) -> list[str]:
        """The stems of the listed posts."""
        addresses = self.page.locator(".wisdom-hit a").evaluate_all("all => all.map(a => a.href)")
        pages = [address.split("#")[0].removesuffix(".html").strip("/") for address in addresses]
        return [page.split("/")[-1] for page in pages]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    named = os.environ.get("WISDOM_CHROMIUM", "")
    if named == "none":
        pytest.skip("WISDOM_CHROMIUM=none")
    found = named or shutil.which("chromium") or shutil.which("google-chrome")
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    flags += ["--disable-component-update", "--disable-sync", "--no-first-run"]
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=found or None, args=flags)
        except Error as error:
            pytest.fail(
                f"no Chromium could be started ({found or 'Playwright has none'}): {error}\n"
                "Run `playwright install chromium`, or name one in WISDOM_CHROMIUM; "
                "WISDOM_CHROMIUM=none skips these tests."
            )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory, voice_file: Path) -> Iterator[dict[str, str]]:
    """The address of each site's home; one server has all of them, each in its folder."""
    root = tmp_path_factory.mktemp("served")
    with serve(root) as address:
        homes = {name: f"{address}{name}/" for name in SITES}
        sites = {
            name: make_site(tmp_path_factory.mktemp(name), voice_file, name, home)
            for name, home in homes.items()
        }
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda name: sites[name].build("--site-dir", str(root / name)), sites))
        yield homes


@contextmanager
def serve(root: Path) -> Iterator[str]:
    """Serve a folder from a random port; yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(root)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Log nothing: tests report failed requests."""


def make_site(root: Path, voice_file: Path, name: str, home: str) -> Site:
    root.mkdir(exist_ok=True)
    shutil.copy(voice_file, root / "tiny.safetensors")
    site = Site(root)
    site.write("docs/guide.md", "# Guide\n\nHow to read the log.\n")
    site.write("docs/charts.md", CHARTS)
    if name != "material":
        site.write("docs/index.md", "# Home\n\nA [guide](guide.md).\n")
    for stem, (title, text) in POSTS.items():
        tags = "tags: [birds]\n" if stem == "2026-10-01" else ""
        written = "wisdom: {model: tiny, seed: 7}\n" if stem in GENERATED else ""
        meta = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n{tags}{written}---\n\n"
        site.write(f"posts/{stem}.md", meta + escape_markdown(text) + "\n")
    for stem in XRAYED:
        site.write(f"posts/xray/{stem}.json", make_figures(POSTS[stem].text).dump())
    config = dict(SITES[name])
    for stem, text in KEEPER.items():
        site.write(f"keeper/{stem}.md", text)
    options = {"model": "tiny.safetensors", "generate": "never"}
    first = {"feed": config.pop("feed"), "look": config.pop("look", "letter")}
    feeds = [first, *config.pop("others", [])]
    plugins = ["search", *({"wisdom": options | feed} for feed in feeds)]
    site.configure(site_url=home, plugins=plugins, **config)
    return site


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., WatchedPage]]:
    """Return a function that opens a page in a fresh context. No page may have a problem.

    The page is of a given kind, which takes the other values that are given.
    """
    pages: list[WatchedPage] = []

    def make(
        kind: Callable[..., WatchedPage] = WatchedPage,
        *given: str,
        **context: Any,  # noqa: ANN401  # Playwright's own settings
    ) -> WatchedPage:
        page = browser.new_context(**context).new_page()
        page.set_default_timeout(PATIENCE)
        pages.append(kind(page, *given))
        return pages[-1]

    yield make
    for watched in pages:
        watched.page.context.close()
    assert [problem for watched in pages for problem in watched.problems] == []


@pytest.fixture
def visit_site(
    open_page: Callable[..., WatchedPage], homes: dict[str, str]
) -> Callable[..., WatchedPage]:
    """Return a function that opens a site in a fresh context."""
    return lambda name, **context: open_page(Visit, homes[name], name, **context)


@pytest.fixture(params=["material", "mkdocs", "readthedocs"])
def visit(request: pytest.FixtureRequest, visit_site: Callable[..., Visit]) -> Visit:
    """The site in each theme."""
    return visit_site(request.param)


@pytest.fixture
def material(visit_site: Callable[..., Visit]) -> Visit:
    """One theme, for tests that do not depend on it."""
    return visit_site("material")
