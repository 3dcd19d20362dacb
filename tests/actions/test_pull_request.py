"""The script ``commit-post`` in its mode ``pull-request``, with a ``gh`` made for the test."""

import subprocess
from datetime import datetime, timezone
from pathlib import Path

import pytest

from fake_gh import FakeGh, make_gh, needs_jq
from git_repositories import (
    SHELL,
    git,
    list_files,
    list_subjects,
    make_clone,
    protect,
    push,
    write,
)

pytestmark = pytest.mark.skipif(needs_jq, reason="needs jq")

SCRIPT = Path(__file__).parents[2] / ".github" / "actions" / "write-post" / "commit-post"
POST = "posts/2026-11-28.md"
BRANCH = "wisdom/2026-11-28"
URL = "https://github.com/o/n/pull/1"


@pytest.fixture
def gh(tmp_path: Path) -> FakeGh:
    return make_gh(tmp_path / "bin")


@pytest.fixture
def night(clone: Path) -> Path:
    """A clone in which the build has written the post."""
    write(clone / POST, "---\nwisdom:\n  guards:\n    loops: none\n---\n\nCall me\n")
    return clone


def propose(clone: Path, gh: FakeGh, *folders: str) -> tuple[int, str, str]:
    """Run the script: its exit code, the last line that it printed, and the outputs of the step."""
    outputs = clone.parent / "outputs"
    outputs.write_text("")
    done = subprocess.run(
        [SCRIPT, "pull-request", "main", *folders],
        cwd=clone,
        env={
            **SHELL,
            "PATH": f"{gh.folder}:{SHELL['PATH']}",
            "GITHUB_OUTPUT": str(outputs),
            "GITHUB_REPOSITORY": "o/n",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.splitlines()[-1], outputs.read_text()


def test_a_branch_of_the_date_has_the_post(origin: Path, night: Path, gh: FakeGh) -> None:
    code, printed, outputs = propose(night, gh)
    assert (code, printed) == (0, f"{URL} proposes 2026-11-28")
    assert outputs == f"pull-request={URL}\n"
    assert list_subjects(origin, BRANCH) == ["Publish 2026-11-28", "Change README.md"]
    assert list_files(origin, BRANCH) == ["README.md", POST]
    assert list_files(origin) == ["README.md"]


def test_the_description_has_the_text_and_what_the_guards_found(night: Path, gh: FakeGh) -> None:
    propose(night, gh)
    (request,) = gh.requests
    assert (request["title"], request["head"], request["base"]) == (
        "Publish 2026-11-28",
        BRANCH,
        "main",
    )
    assert request["body"] == (
        f"### `{POST}`\n\n<pre>\nCall me\n\n</pre>\n\nWhat the guards found:\n\n"
        "~~~~yaml\nloops: none\n~~~~\n\n"
    )


def test_an_open_pull_request_keeps_its_post(origin: Path, night: Path, gh: FakeGh) -> None:
    propose(night, gh)
    proposed = git(origin, "rev-parse", BRANCH)
    write(night / POST, "another text")
    assert propose(night, gh)[:2] == (0, f"{URL} already proposes 2026-11-28; that post stays")
    assert git(origin, "rev-parse", BRANCH) == proposed
    assert len(gh.requests) == 1


def test_an_open_pull_request_gets_the_posts_that_it_lacks(
    origin: Path, night: Path, gh: FakeGh
) -> None:
    propose(night, gh)
    write(night / "ahab" / "2026-11-28.md", "---\n---\n\nHark\n")
    assert propose(night, gh, "posts", "ahab")[1] == f"{URL} now proposes 2026-11-28, too"
    assert list_files(origin, BRANCH) == ["README.md", "ahab/2026-11-28.md", POST]
    assert "Hark" in gh.requests[0]["body"]


def test_a_pull_request_that_was_declined_stays_so(origin: Path, night: Path, gh: FakeGh) -> None:
    propose(night, gh)
    gh.change(1, state="CLOSED")
    git(origin, "branch", "--quiet", "-D", BRANCH)
    assert propose(night, gh)[:2] == (
        0,
        (
            f"::notice title=No post::{URL}, with the post of 2026-11-28, was closed. "
            "Reopen it if you want the post."
        ),
    )
    assert len(gh.requests) == 1


def test_a_pull_request_of_a_fork_is_not_ours(night: Path, gh: FakeGh) -> None:
    theirs = {"state": "CLOSED", "url": URL, "isCrossRepository": True}
    gh.set_requests({**theirs, "head": BRANCH, "base": "main"})
    assert propose(night, gh)[1] == "https://github.com/o/n/pull/2 proposes 2026-11-28"


def test_a_post_that_is_published_meanwhile_is_not_proposed(
    rival: Path, night: Path, gh: FakeGh
) -> None:
    push(rival, POST, "There she blows")
    assert propose(night, gh)[:2] == (0, "Another run has published 2026-11-28; that post stays")
    assert gh.requests == []


def test_without_a_post_nothing_is_proposed(clone: Path, gh: FakeGh) -> None:
    assert propose(clone, gh)[:2] == (0, "No new post: nothing to commit")


def test_the_right_to_open_pull_requests_is_asked_for(
    origin: Path, night: Path, gh: FakeGh
) -> None:
    gh.refuse("create", "GitHub Actions is not permitted to create or approve pull requests")
    code, printed, _ = propose(night, gh)
    assert (code, printed) == (
        1,
        (
            f"::error title=The post was not published::The branch {BRANCH} has the post, but its "
            "pull request was not made; the answer of gh is above. In Settings > Actions > "
            "General, tick 'Allow GitHub Actions to create and approve pull requests' and run the "
            "workflow again, or make it by hand: "
            f"https://github.com/o/n/compare/main...{BRANCH}?expand=1"
        ),
    )
    (gh.folder / "refuse-create").unlink()
    assert propose(night, gh)[:2] == (0, f"{URL} proposes 2026-11-28")
    assert list_subjects(origin, BRANCH) == ["Publish 2026-11-28", "Change README.md"]


def test_a_rule_that_forbids_the_branch_is_named(origin: Path, night: Path, gh: FakeGh) -> None:
    protect(origin)
    code, printed, _ = propose(night, gh)
    assert code == 1
    assert printed.startswith(
        f"::error title=The post was not published::The branch {BRANCH} is protected"
    )


def test_each_site_of_a_repository_has_its_branch(origin: Path, rival: Path, gh: FakeGh) -> None:
    push(rival, "ahab/mkdocs.yml", "site_name: Ahab")
    clone = make_clone(origin)
    write(clone / "ahab" / POST, "---\n---\n\nHark\n")
    propose(clone / "ahab", gh)
    assert gh.requests[0]["head"] == "wisdom/ahab/2026-11-28"


def test_a_post_without_a_date_gets_the_branch_of_today(clone: Path, gh: FakeGh) -> None:
    write(clone / "posts" / "hark.md", "---\n---\n\nHark\n")
    before = f"{datetime.now(timezone.utc):%Y-%m-%d}"
    assert propose(clone, gh)[:2] == (0, f"{URL} proposes hark")
    after = f"{datetime.now(timezone.utc):%Y-%m-%d}"  # midnight may have passed
    assert gh.requests[0]["head"] in {f"wisdom/{before}", f"wisdom/{after}"}


def test_a_server_that_is_gone_fails_with_the_post_in_the_log(
    origin: Path, night: Path, gh: FakeGh
) -> None:
    origin.rename(origin.with_name("gone"))
    code, printed, _ = propose(night, gh)
    assert (code, printed) == (
        1,
        (
            "::error title=The post was not published::The branch main cannot be fetched from "
            "origin; the answer of git is above."
        ),
    )
