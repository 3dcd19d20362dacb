"""Thirty nights of a site: the steps of publish-site.yml, run in order against a bare remote.

The site is built by the real mkdocs, and git is the real one. GitHub is played by a bare
repository, by ``fake_gh`` and by this file, which decides when a run starts and with which event.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from fake_gh import FakeGh, make_gh, needs_jq
from git_repositories import SHELL, WHO, git, list_subjects, protect, push, write, write_script
from workflow_run import ROOT, Job, StepFailedError, load_yaml

pytestmark = [pytest.mark.slow, pytest.mark.site]

WORKFLOW = load_yaml(ROOT / ".github" / "workflows" / "publish-site.yml")
NIGHTS = 30
FIRST = datetime(2026, 11, 1, 4, 37, tzinfo=timezone.utc)
CONFIG = """\
site_name: Sea
site_url: !ENV SITE_URL
plugins:
  - wisdom: {{model: tiny.safetensors, blocklist: {blocked}}}
"""
REFUSE_ALL = [f"{letter}*" for letter in "abcdefghijklmnopqrstuvwxyz"]


def date_of(night: int) -> str:
    return f"{FIRST + timedelta(days=night - 1):%Y-%m-%d}"


@dataclass
class GitHub:
    """A repository on GitHub with the calling workflow, and what is published of it."""

    folder: Path
    mode: str
    gh: FakeGh
    published: set[str] = field(default_factory=set)
    """The dates of the posts on the live site."""
    runs: int = 0
    inputs: dict[str, str] = field(default_factory=dict)
    """What the caller hands to the workflow besides ``mode``."""
    secrets: dict[str, str] = field(default_factory=dict)

    @property
    def origin(self) -> Path:
        return self.folder / "origin"

    @property
    def rival(self) -> Path:
        return self.folder / "rival"

    def run(self, event: str, night: int) -> tuple[bool, str]:
        """Run the workflow: whether it succeeded, and its log."""
        self.runs += 1
        workspace = self.folder / f"run-{self.runs}"
        artifact: list[Path] = []
        defaults = {
            name: properties.get("default", "")
            for name, properties in WORKFLOW["on"]["workflow_call"]["inputs"].items()
        }
        job = Job(
            workspace=workspace,
            github={
                "event_name": event,
                "ref": "refs/heads/main",
                "ref_name": "main",
                "token": "",
                "event": {"repository": {"default_branch": "main", "fork": False}},
            },
            inputs=defaults | {"mode": self.mode} | self.inputs,
            secrets=self.secrets,
            environment={
                **SHELL,
                "PATH": f"{self.gh.folder}:{SHELL['PATH']}",
                "PYTHONPATH": ":".join(sys.path[1:]),
                "SOURCE_DATE_EPOCH": str(int((FIRST + timedelta(days=night - 1)).timestamp())),
                "NO_MKDOCS_2_WARNING": "1",
                "OPENBLAS_NUM_THREADS": "1",
                "GITHUB_REPOSITORY": "o/n",
            },
            other_actions=self._make_actions(workspace, artifact),
        )
        try:
            built = job.run(WORKFLOW["jobs"]["build"])
            if built:
                job.run(WORKFLOW["jobs"]["deploy"])
        except StepFailedError:
            return False, job.log
        return True, job.log

    def _make_actions(
        self, workspace: Path, artifact: list[Path]
    ) -> dict[str, Callable[[Mapping[str, str]], Mapping[str, str]]]:
        """The actions of others that the workflow uses."""

        def check_out(given: Mapping[str, str]) -> Mapping[str, str]:
            branch = given["ref"].removeprefix("refs/heads/")
            source = self.origin.as_uri()
            git(self.folder, "clone", "-q", "--depth=1", "-b", branch, source, workspace.name)
            return {}

        def upload(given: Mapping[str, str]) -> Mapping[str, str]:
            artifact.append(workspace / given["path"])
            return {}

        def deploy(_: Mapping[str, str]) -> Mapping[str, str]:
            (site,) = artifact
            pages = site.glob("wisdom/posts/20*/index.html")
            self.published = {page.parent.name for page in pages}
            return {}

        return {
            "actions/checkout": check_out,
            "actions/setup-python": lambda _: {},
            "actions/configure-pages": lambda _: {"base_url": "https://o.github.io/n"},
            "actions/upload-pages-artifact": upload,
            "actions/deploy-pages": deploy,
        }

    def push(self, path: str, text: str) -> None:
        """Let a person push a change to what ``main`` has now."""
        self.pull()
        push(self.rival, path, text)

    def pull(self) -> None:
        git(self.rival, "fetch", "-q", "origin")
        git(self.rival, "reset", "-q", "--hard", "origin/main")

    def merge(self) -> None:
        """Let a person merge every open pull request, with "Rebase and merge"."""
        for number, request in enumerate(self.gh.requests, 1):
            if request["state"] == "OPEN":
                self.pull()
                git(self.rival, "cherry-pick", f"origin/{request['head']}")
                git(self.rival, "push", "-q", "origin", "HEAD:main")
                self.gh.change(number, state="MERGED")

    def during_the_build(self, script: str) -> None:
        """Let a script run after the next build, which is before its post is committed."""
        write(self.gh.folder / "after-build", script)

    def list_posts(self) -> list[str]:
        paths = git(self.origin, "ls-tree", "--name-only", "main", "posts/").splitlines()
        return [Path(path).stem for path in paths if path.endswith(".md")]

    def is_linear(self) -> bool:
        return git(self.origin, "rev-list", "--min-parents=2", "main") == ""

    def heads(self) -> str:
        return git(self.origin, "for-each-ref")


@pytest.fixture
def make_github(tmp_path: Path, voice_file: Path) -> Callable[[str], GitHub]:
    def make(mode: str) -> GitHub:
        git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "origin")
        git(tmp_path, "clone", "--quiet", "origin", "rival")
        rival = tmp_path / "rival"
        git(rival, "checkout", "--quiet", "-B", "main")
        shutil.copy(voice_file, rival / "tiny.safetensors")
        git(rival, "add", "tiny.safetensors")
        write(rival / "docs" / "index.md", "# Sea\n")
        git(rival, "add", "docs")
        write(rival / "requirements.txt", "mkdocs-wisdom\n")
        git(rival, "add", "requirements.txt")
        push(rival, "mkdocs.yml", CONFIG.format(blocked=[]))
        commands = tmp_path / "bin"
        # The packages are here already, so only the call is kept.
        write_script(commands / "pip", f'#!/bin/sh\necho "$@" >{commands}/installed\n')
        write_script(
            commands / "mkdocs",
            f'#!/bin/sh\n{sys.executable} -m mkdocs "$@" || exit\n'
            f"[ -e {commands}/after-build ] || exit 0\n"
            f"mv {commands}/after-build {commands}/now && . {commands}/now\n",
        )
        return GitHub(tmp_path, mode, make_gh(commands))

    return make


def push_as_rival(github: GitHub, path: str, text: str) -> str:
    """A script in which a person pushes a file."""
    return (
        f"cd {github.rival} && git fetch -q origin && git reset -q --hard origin/main\n"
        f"mkdir -p $(dirname {path}) && echo '{text}' >{path} && git add {path}\n"
        f"git {' '.join(WHO)} commit -q -m 'Change {path}' && git push -q origin HEAD:main\n"
    )


def break_build(github: GitHub) -> None:
    github.push("docs/index.md", "# Sea\n\n[nowhere](missing.md)\n")


def mend_build(github: GitHub) -> None:
    github.push("docs/index.md", "# Sea\n")


def refuse_all(github: GitHub) -> None:
    github.push("mkdocs.yml", CONFIG.format(blocked=REFUSE_ALL))


def refuse_nothing(github: GitHub) -> None:
    github.push("mkdocs.yml", CONFIG.format(blocked=[]))


def lift_protection(github: GitHub) -> None:
    (github.origin / "hooks" / "pre-receive").unlink()


# What goes wrong in which night: what happens before it, what mends it, a line of the night's log.
FAILURES: dict[int, tuple[Callable[[GitHub], None], Callable[[GitHub], None], str]] = {
    8: (break_build, mend_build, "Aborted with 1 warnings in strict mode!"),
    15: (refuse_all, refuse_nothing, "blocklist"),
    22: (lambda github: protect(github.origin), lift_protection, "is protected and refuses"),
}
RACE, THEIR_POST, TWICE = 5, 12, 18
"""The nights in which a person pushes a page during the build, or that night's post; and the one
after which somebody starts the workflow once more."""


def spend_nights(github: GitHub) -> None:
    """Thirty nights with their failures and races; each run does what it should."""
    for night in range(1, NIGHTS + 1):
        before, mend, reason = FAILURES.get(night, (None, None, ""))
        if before:
            before(github)
        if night == RACE:
            github.during_the_build(push_as_rival(github, "docs/whale.md", "# Whale"))
        if night == THEIR_POST:
            text = f"---\ndate: {date_of(night)}\n---\n\nThere she blows"
            github.during_the_build(push_as_rival(github, f"posts/{date_of(night)}.md", text))
        heads, published = github.heads(), github.published
        succeeded, log = github.run("schedule", night)
        assert (succeeded, reason in log) == (before is None, True), log
        if mend:
            assert (github.heads(), github.published) == (heads, published)
            mend(github)
        if night == TWICE:
            heads = github.heads()
            succeeded, log = github.run("workflow_dispatch", night)
            assert succeeded, log
            assert github.heads() == heads
        if github.mode == "pull-request":
            github.merge()
            succeeded, log = github.run("push", night)
            assert succeeded, log


def test_thirty_nights_published_directly(make_github: Callable[[str], GitHub]) -> None:
    github = make_github("direct")
    spend_nights(github)
    expected = [date_of(night) for night in range(1, NIGHTS + 1) if night not in FAILURES]
    assert github.list_posts() == expected
    assert github.published == set(expected)
    subjects = list_subjects(github.origin)
    by_us = [f"Publish {date}" for date in expected if date != date_of(THEIR_POST)]
    assert [subject for subject in subjects if subject.startswith("Publish")] == by_us[::-1]
    assert github.is_linear()
    assert (github.gh.folder / "installed").read_text() == (
        "install --disable-pip-version-check --requirement requirements.txt\n"
    )


@pytest.mark.skipif(needs_jq, reason="needs jq")
def test_thirty_nights_published_by_pull_request(make_github: Callable[[str], GitHub]) -> None:
    github = make_github("pull-request")
    spend_nights(github)
    expected = [date_of(night) for night in range(1, NIGHTS + 1) if night not in FAILURES]
    assert github.list_posts() == expected
    assert github.published == set(expected)
    proposed = [date for date in expected if date != date_of(THEIR_POST)]
    assert [request["head"] for request in github.gh.requests] == [
        f"wisdom/{date}" for date in proposed
    ]
    assert github.is_linear()


def test_a_site_in_a_sub_folder(make_github: Callable[[str], GitHub]) -> None:
    github = make_github("direct")
    for name in ("mkdocs.yml", "docs", "requirements.txt", "tiny.safetensors"):
        (github.rival / "site-of-sea").mkdir(exist_ok=True)
        git(github.rival, "mv", name, "site-of-sea")
    push(github.rival, "README.md", "The site is in a folder")
    github.inputs["directory"] = "site-of-sea"
    succeeded, log = github.run("schedule", 1)
    assert succeeded, log
    assert github.published == {date_of(1)}
    committed = git(github.origin, "ls-tree", "-r", "--name-only", "main", "site-of-sea/posts")
    assert committed.splitlines() == [
        f"site-of-sea/posts/{date_of(1)}.md",
        f"site-of-sea/posts/xray/{date_of(1)}.json",
    ]


@pytest.mark.skipif(shutil.which("gpg") is None, reason="needs gpg")
def test_an_encrypted_voice_writes_and_is_not_published(
    make_github: Callable[[str], GitHub],
) -> None:
    github = make_github("direct")
    home = github.folder / "home"
    home.mkdir(mode=0o700)
    subprocess.run(
        ["gpg", "--homedir", home, "--batch", "--quiet", "--pinentry-mode", "loopback",
         "--passphrase", "call me", "--symmetric", "tiny.safetensors"],
        cwd=github.rival, check=True,
    )  # fmt: skip
    git(github.rival, "rm", "--quiet", "tiny.safetensors")
    git(github.rival, "add", "tiny.safetensors.gpg")
    push(github.rival, "README.md", "The voice is encrypted")
    github.inputs["voice"] = "tiny.safetensors.gpg"
    github.secrets["voice-token"] = "call me"
    succeeded, log = github.run("schedule", 1)
    assert succeeded, log
    post = git(github.origin, "show", f"main:posts/{date_of(1)}.md")
    assert "\n  model: voice.safetensors\n" in post
    assert git(github.origin, "ls-tree", "--name-only", "main", "posts/xray/") == ""
    voice = (github.folder / "run-1" / "site").rglob("*.safetensors*")
    assert (github.published, list(voice)) == ({date_of(1)}, [])
