"""``mkdocs serve`` as a real process: it previews, reloads, and never writes or loops."""

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from mkdocs_wisdom.languages.language import open_language
from mkdocs_wisdom.pages.typography import typeset_html
from sites import Site, list_tree
from voices import random_voice
from wisdom_model.voice.file import save_voice

pytestmark = pytest.mark.site

BANNER = "Preview: not saved."
PATIENCE = 120  # seconds after which something hangs; a build takes about one
QUIET = 2.0  # seconds: four checks by the server's watcher
PORTS = iter(range(10_000 + os.getpid() * 97 % 12_000, 32_000))
"""Below those that systems give to clients, one of which could take a free one meanwhile."""


class Server:
    """A running ``mkdocs serve``."""

    def __init__(self, url: str, log: Path) -> None:
        self.url = url
        self._log = log

    def read(self, path: str) -> str:
        """The page at ``path``, or ``""`` where there is none."""
        try:
            with urlopen(self.url + path, timeout=PATIENCE) as page:  # noqa: S310 (our own server)
                return str(page.read().decode())
        except HTTPError as error:
            error.close()
            return ""

    def read_log(self) -> str:
        return self._log.read_text()

    def count_builds(self) -> int:
        return self.read_log().count("Building documentation...")

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until ``condition`` holds; fail with the log if it never does."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, self.read_log()
            time.sleep(0.05)

    def settle(self) -> int:
        """Wait until no build has begun for a while, and return how many there were."""
        end = time.monotonic() + PATIENCE
        before, builds = 0, self.count_builds()
        while builds != before:
            assert time.monotonic() < end, self.read_log()
            time.sleep(QUIET)
            before, builds = builds, self.count_builds()
        return builds


def find_port() -> int:
    for port in PORTS:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):  # nobody listens
                return port
    raise RuntimeError("no port is free")


@contextmanager
def serve(site: Site, *arguments: str) -> Iterator[Server]:
    address = f"127.0.0.1:{find_port()}"
    log = site.root / "serve.log"
    with log.open("w") as file:
        process = subprocess.Popen(
            site.command("serve", "-a", address, *arguments),
            cwd=site.root,
            env=site.environment(),
            stdout=file,
            stderr=subprocess.STDOUT,
        )
        server = Server(f"http://{address}/", log)
        try:
            server.wait(lambda: "Serving on" in server.read_log() or process.poll() is not None)
            assert process.poll() is None, server.read_log()
            yield server
        finally:
            process.terminate()
            process.wait(PATIENCE)


@pytest.mark.parametrize("arguments", [(), ("--clean",), ("--dirty",)])
def test_serve_previews_the_next_post_and_writes_nothing(
    site: Site, arguments: tuple[str, ...]
) -> None:
    site.configure({"generate": "always"})
    with serve(site, *arguments) as server:
        assert BANNER in server.read("wisdom/")
        assert BANNER in server.read("wisdom/posts/2026-11-24/")
    assert not site.posts.exists()


@pytest.mark.every_python
def test_the_preview_is_what_the_next_build_publishes(site: Site) -> None:
    site.write("docs/index.md", "# Home\n")
    with serve(site, "--no-livereload") as server:
        preview = server.read("wisdom/posts/2026-11-24/")
    site.build()
    published = (site.posts / "2026-11-24.md").read_text(encoding="utf-8")
    text = published.split("---\n", 2)[2].strip().split("\n\n")
    for paragraph in text:
        assert f"<p>{typeset_html(paragraph, open_language('en').quotes)}</p>" in preview


def test_a_published_post_has_no_banner_and_no_preview_beside_it(site: Site) -> None:
    site.build()
    with serve(site) as server:
        assert BANNER not in server.read("wisdom/")
        assert "posts/2026-11-24-2/" not in server.read("wisdom/")


def test_editing_a_post_reloads_and_nothing_loops(site: Site) -> None:
    post = site.write("posts/2018-05-01.md", "Be kind.\n")
    with serve(site) as server:
        assert "Be kind." in server.read("wisdom/")
        before = list_tree(site.posts)
        assert server.settle() == 1
        post.write_text("Be kinder.\n")
        server.wait(lambda: "Be kinder." in server.read("wisdom/posts/2018-05-01/"))
        site.write("posts/2018-05-02.md", "Be kindest.\n")
        server.wait(lambda: "Be kindest." in server.read("wisdom/posts/2018-05-02/"))
        assert server.settle() <= 5  # a change may be seen twice: the file's and the folder's
        assert BANNER in server.read("wisdom/")
    assert set(list_tree(site.posts)) == {*before, "2018-05-02.md"}


def test_a_dirty_reload_keeps_the_posts_that_did_not_change(site: Site) -> None:
    site.write("posts/2018-05-01.md", "Be kind.\n")
    post = site.write("posts/2018-05-02.md", "Be quick.\n")
    with serve(site, "--dirty") as server:
        post.write_text("Be slow.\n")
        server.wait(lambda: "Be slow." in server.read("wisdom/"))
        assert "Be kind." in server.read("wisdom/")


def test_a_broken_post_is_named_and_mended(site: Site) -> None:
    post = site.write("posts/2018-05-01.md", "Be kind.\n")
    with serve(site) as server:
        post.write_text("---\ndate: soon\n---\nBe kind.\n")
        server.wait(lambda: f"wisdom: {post}, line 2: date is 'soon'" in server.read_log())
        post.write_text("Be kind again.\n")
        server.wait(lambda: "Be kind again." in server.read("wisdom/posts/2018-05-01/"))


def test_another_voice_makes_another_preview(site: Site) -> None:
    with serve(site) as server:
        first = server.read("wisdom/posts/2026-11-24/")
        save_voice(site.root / "tiny.safetensors", random_voice(seed=7))
        server.wait(lambda: server.count_builds() > 1)
        server.wait(lambda: server.read("wisdom/posts/2026-11-24/") != first)
        assert BANNER in server.read("wisdom/")


def test_the_files_of_prompts_and_blocked_words_are_watched(site: Site) -> None:
    prompts = site.write("prompts.txt", "The sea\n")
    blocked = site.write("blocked.txt", "squid\n")
    site.configure({"prompts": "prompts.txt", "blocklist": "blocked.txt"})
    with serve(site) as server:
        assert "<p>The sea" in server.read("wisdom/")
        prompts.write_text("The whale\n")
        server.wait(lambda: "<p>The whale" in server.read("wisdom/"))
        blocked.write_text("*\n")
        server.wait(lambda: f"{blocked}, line 1: found '*'" in server.read_log())
        blocked.write_text("squid\n")
        prompts.write_text("I\n")
        server.wait(lambda: "<p>I" in server.read("wisdom/"))


def test_a_posts_folder_that_comes_later_is_seen_and_goes_and_comes_back(site: Site) -> None:
    site.configure({"generate": "never"})
    with serve(site) as server:
        post = site.write("posts/2018-05-01.md", "Be kind.\n")
        server.wait(lambda: "Be kind." in server.read("wisdom/"))
        site.posts.rename(site.root / "elsewhere")
        server.wait(lambda: "Be kind." not in server.read("wisdom/"))
        (site.root / "elsewhere").rename(site.posts)
        server.wait(lambda: "Be kind." in server.read("wisdom/"))
        post.write_text("Be kinder.\n")
        server.wait(lambda: "Be kinder." in server.read("wisdom/"))


@pytest.mark.parametrize(("address", "times"), [("", 1), ("https://example.org/", 0)])
def test_feeds_without_an_address_are_named_once(site: Site, address: str, times: int) -> None:
    post = site.write("posts/2018-05-01.md", "Be kind.\n")
    site.configure({"generate": "never"}, site_url=address)
    with serve(site) as server:
        post.write_text("Be kinder.\n")
        server.wait(lambda: "Be kinder." in server.read("wisdom/"))
        assert server.read_log().count("mkdocs.yml has no site_url") == times
        assert "WARNING" not in server.read_log()
