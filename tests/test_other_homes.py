"""The recipes in docs/guide/other-homes.md work as they are printed there."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from mkdocs_wisdom.config.config_file import read_options
from mkdocs_wisdom.posts.formats import FORMATS
from mkdocs_wisdom.posts.metadata import read_toml
from test_workflows import run_tool

PAGE = (Path(__file__).parents[1] / "docs" / "guide" / "other-homes.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r'^```\w+ title="(.+?)"\n(.*?)^```$', PAGE, re.MULTILINE | re.DOTALL))
WISDOM = f"""\
#!/bin/sh
shift # post
exec {sys.executable} -c "from mkdocs_wisdom.cli.post import post; post()" "$@"
"""
OPTIONS = "plugins: [wisdom: {model: tiny.safetensors, length: 5, candidates: 1}]\n"


def write(folder: Path, name: str, text: str | None = None) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(RECIPES[name] if text is None else text)
    if path.read_text().startswith("#!"):
        path.chmod(0o755)
    return path


def test_the_table_has_every_format() -> None:
    assert set(re.findall(r"^\| `(\w+)`", PAGE, re.MULTILINE)) == set(FORMATS)


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        (".gitlab-ci.yml", "vendor.gitlab-ci"),
        (".woodpecker.yml", "vendor.woodpecker-ci"),
        (".github/workflows/publish.yml", "vendor.github-workflows"),
        (".github/workflows/write-post.yml", "vendor.github-workflows"),
    ],
)
def test_a_pipeline_follows_its_schema(tmp_path: Path, name: str, schema: str) -> None:
    run_tool("check-jsonschema", "--builtin-schema", schema, write(tmp_path, name))


def test_the_workflow_names_the_folder_that_its_command_writes_into(tmp_path: Path) -> None:
    name = ".github/workflows/publish.yml"
    run_tool("actionlint", "-no-color", write(tmp_path, name))
    assert f"posts: {FORMATS['zensical'].folder}\n" in RECIPES[name]


def test_the_workflow_is_correct_and_pins_the_actions_that_ours_use(tmp_path: Path) -> None:
    name = ".github/workflows/write-post.yml"
    run_tool("actionlint", "-no-color", write(tmp_path, name))
    ours = (Path(__file__).parents[1] / ".github" / "workflows" / "ci.yml").read_text()
    assert [use for use in re.findall(r"uses: (.*)", RECIPES[name]) if use not in ours] == []


def test_netlify_writes_no_post() -> None:
    build = read_toml(RECIPES["netlify.toml"])["build"]
    assert build["environment"]["WISDOM_GENERATE"] == "never"


def test_zensicals_options_are_read(tmp_path: Path) -> None:
    assert read_options(write(tmp_path, "zensical.toml"), {}).length == [20, 35, 50]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd")
def test_the_units_are_correct(tmp_path: Path) -> None:
    nightly = write(tmp_path, "nightly")
    folder = "~/.config/systemd/user"
    for suffix in ("service", "timer"):
        unit = RECIPES[f"{folder}/nightly.{suffix}"].replace("%h/my-site/nightly", str(nightly))
        write(tmp_path, f"nightly.{suffix}", unit)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", tmp_path / "nightly.timer"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


class Night:
    """A clone of a bare repository, in which ``publish-post`` runs; nothing is set up in git."""

    def __init__(self, folder: Path, voice_file: Path) -> None:
        self.folder = folder
        self.remote = folder / "remote.git"
        write(folder, "bin/wisdom", WISDOM)
        self.git("init", "--quiet", "--bare", "--initial-branch=main", str(self.remote))
        first = self.clone("first")
        write(first, "mkdocs.yml", OPTIONS)
        write(first, "publish-post")
        shutil.copy(voice_file, first / "tiny.safetensors")
        self.push(first, "Begin")

    def environment(self, **variables: str) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("WISDOM_")}
        path = f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
        own = {"PATH": path, "HOME": str(self.folder), "GIT_CONFIG_NOSYSTEM": "1"}
        return kept | own | variables

    def git(self, *arguments: str, cwd: Path | None = None) -> str:
        identity = ("-c", "user.name=human", "-c", "user.email=human@example.org")
        done = subprocess.run(
            ["git", *identity, *arguments],
            cwd=cwd or self.folder,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def clone(self, name: str) -> Path:
        self.git("clone", "--quiet", str(self.remote), name)
        return self.folder / name

    def push(self, clone: Path, message: str) -> None:
        self.git("add", "--all", cwd=clone)
        self.git("commit", "--quiet", "--message", message, cwd=clone)
        self.git("push", "--quiet", "origin", "HEAD:main", cwd=clone)

    def publish(self, clone: Path, day: int, *arguments: str) -> int:
        """Run the script at noon on a day of November 2026."""
        noon = 1795521600 + (day - 24) * 86400
        done = subprocess.run(
            ["sh", "publish-post", *arguments],
            cwd=clone,
            env=self.environment(SOURCE_DATE_EPOCH=str(noon)),
            capture_output=True,
            check=False,
        )
        return done.returncode

    def log(self) -> list[str]:
        """The messages on the remote, the oldest first."""
        return self.git("log", "--reverse", "--format=%s", "main", cwd=self.remote).splitlines()


@pytest.fixture
def night(tmp_path: Path, voice_file: Path) -> Night:
    return Night(tmp_path, voice_file)


@pytest.mark.slow
def test_each_night_pushes_one_post(night: Night) -> None:
    clone = night.clone("home")
    assert [night.publish(clone, day) for day in (24, 24, 25)] == [0, 0, 0]
    assert night.log() == [
        *("Begin", "Publish posts/2026-11-24.md", "Publish posts/2026-11-25.md"),
    ]
    assert night.git("ls-files", "posts", cwd=clone).split() == [
        *("posts/2026-11-24.md", "posts/2026-11-25.md"),
        *("posts/xray/2026-11-24.json", "posts/xray/2026-11-25.json"),
    ]


@pytest.mark.slow
def test_a_post_without_figures_is_pushed(night: Night) -> None:
    clone = night.clone("home")
    write(clone, "mkdocs.yml", OPTIONS.replace("length: 5", "length: 5, xray: false"))
    assert night.publish(clone, 24) == 0
    assert night.git("ls-files", "posts", cwd=clone).split() == ["posts/2026-11-24.md"]


@pytest.mark.slow
def test_a_push_meanwhile_and_other_changes_are_kept(night: Night) -> None:
    clone, human = night.clone("home"), night.clone("human")
    write(human, "page.md", "A page.\n")
    night.push(human, "A page")
    write(clone, "mkdocs.yml", f"# not committed yet\n{OPTIONS}")
    assert night.publish(clone, 24) == 0
    assert night.log() == ["Begin", "A page", "Publish posts/2026-11-24.md"]
    assert (clone / "mkdocs.yml").read_text() == f"# not committed yet\n{OPTIONS}"


@pytest.mark.slow
def test_a_shallow_job_without_a_branch_pushes_too(night: Night) -> None:
    """As GitLab's and Woodpecker's, which check out a commit."""
    address = night.remote.as_uri()
    night.git("clone", "--quiet", "--depth", "1", address, "job")
    job = night.folder / "job"
    night.git("checkout", "--quiet", "--detach", cwd=job)
    human = night.clone("human")
    write(human, "page.md", "A page.\n")
    night.push(human, "A page")
    assert night.publish(job, 24, address, "main") == 0
    assert night.log() == ["Begin", "A page", "Publish posts/2026-11-24.md"]


@pytest.mark.slow
def test_what_could_not_be_pushed_is_pushed_the_next_night(night: Night) -> None:
    clone = night.clone("home")
    hidden = night.remote.rename(night.folder / "away.git")
    assert night.publish(clone, 24) != 0
    hidden.rename(night.remote)
    assert night.publish(clone, 25) == 0
    assert night.log()[1:] == ["Publish posts/2026-11-24.md", "Publish posts/2026-11-25.md"]


@pytest.mark.slow
def test_a_post_that_is_refused_pushes_nothing(night: Night) -> None:
    clone = night.clone("home")
    write(clone, "mkdocs.yml", OPTIONS.replace("length: 5", "length: 5, blocklist: ['*']"))
    assert night.publish(clone, 24) != 0
    assert night.log() == ["Begin"]


class Servers(ThreadingHTTPServer):
    """A site with a feed, a Mastodon server and a Bluesky server, at one address."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.received: list[tuple[str, str | None, Any]] = []


class Handler(BaseHTTPRequestHandler):
    server: Servers

    def do_GET(self) -> None:
        items = [
            {
                "id": f"tag:{day}",
                "url": f"https://example.org/{day}/",
                "title": f"Day {day}",
                "content_html": f"<p>Tom &amp; <em>Jo</em>, day {day}.</p>\n<p>{'sea ' * 99}</p>",
                "date_published": f"2026-11-{day}T12:00:00+00:00",
            }
            for day in (10, 24, 23)  # a pinned post comes first
        ]
        self.answer({"items": items})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        token = self.headers["Authorization"] or self.headers["Idempotency-Key"]
        self.server.received.append((self.path, token, body))
        self.answer({"did": "did:plc:1", "accessJwt": "jwt"})

    def answer(self, value: object) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(value).encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def servers() -> Iterator[Servers]:
    with Servers() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def announce(folder: Path, servers: Servers, **variables: str) -> list[tuple[str, str | None, Any]]:
    """Run the script twice; return what the servers received."""
    script = write(folder, "announce.py")
    for _ in range(2):
        subprocess.run(
            [sys.executable, "-W", "error", script, f"{servers.address}/feed.json"],
            cwd=folder,
            env=os.environ | variables,
            check=True,
        )
    return servers.received


TEXT = f"Tom & Jo , day 24. {'sea ' * 65}…"


def test_mastodon_gets_the_newest_post_once(tmp_path: Path, servers: Servers) -> None:
    received = announce(tmp_path, servers, MASTODON=servers.address, MASTODON_TOKEN="t")  # noqa: S106 (not one)
    assert received == [
        ("/api/v1/statuses", "Bearer t", {"status": f"{TEXT}\n\nhttps://example.org/24/"})
    ]


def test_bluesky_gets_the_newest_post_once(tmp_path: Path, servers: Servers) -> None:
    session, record = announce(
        tmp_path,
        servers,
        BLUESKY=servers.address,
        BLUESKY_HANDLE="h",
        BLUESKY_PASSWORD="p",  # noqa: S106 (not one)
    )
    assert session == (
        "/xrpc/com.atproto.server.createSession", None, {"identifier": "h", "password": "p"}
    )  # fmt: skip
    assert record[:2] == ("/xrpc/com.atproto.repo.createRecord", "Bearer jwt")
    post = record[2]["record"]
    assert (record[2]["repo"], post["text"], len(post["text"])) == ("did:plc:1", TEXT, 280)
    assert post["embed"]["external"]["uri"] == "https://example.org/24/"
