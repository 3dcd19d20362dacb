"""The script ``commit-post`` in its mode ``direct``, run in a bare shell."""

import base64
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from git_repositories import (
    SHELL,
    WHO,
    git,
    list_files,
    list_subjects,
    make_clone,
    protect,
    push,
    write,
    write_script,
)

SCRIPT = Path(__file__).parents[2] / ".github" / "actions" / "write-post" / "commit-post"
POST = "posts/2026-11-24.md"


def commit_post(
    clone: Path, *folders: str, inside: str = ".", **environment: str
) -> tuple[int, str, str]:
    """Run the script: its exit code, what it printed, and what it set as outputs of the step."""
    outputs = clone.parent / "outputs"
    outputs.write_text("")
    done = subprocess.run(
        [SCRIPT, "direct", "main", *folders],
        cwd=clone / inside,
        env={**SHELL, "GITHUB_OUTPUT": str(outputs), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, outputs.read_text()


def test_a_new_post_is_pushed(origin: Path, clone: Path) -> None:
    write(clone / POST, "Call me")
    assert commit_post(clone) == (0, "Published 2026-11-24\n", "")
    assert git(origin, "show", f"main:{POST}") == "Call me"
    log = git(origin, "log", "--format=%an|%s", "main")
    assert log.splitlines()[0] == "github-actions[bot]|Publish 2026-11-24"


def test_the_figures_of_a_post_are_pushed_with_it(origin: Path, clone: Path) -> None:
    write(clone / "posts/xray/2026-11-23.json", "{}")  # of no post that is new
    write(clone / "posts/xray/2026-11-24.json", '{"version":1}')
    write(clone / POST, "Call me")
    assert commit_post(clone) == (0, "Published 2026-11-24\n", "")
    assert list_files(origin) == ["README.md", POST, "posts/xray/2026-11-24.json"]


def test_nothing_but_posts_is_committed(origin: Path, clone: Path) -> None:
    write(clone / POST, "Call me")
    write(clone / "README.md", "changed")
    git(clone, "add", "README.md")
    assert commit_post(clone)[0] == 0
    assert git(origin, "show", "main:README.md") == "first"


def test_without_a_post_nothing_is_committed(origin: Path, clone: Path) -> None:
    write(clone / POST, "Call me")
    commit_post(clone)
    before = git(origin, "rev-parse", "main")
    assert commit_post(clone) == (0, "No new post: nothing to commit\n", "")
    assert git(origin, "rev-parse", "main") == before


def test_a_lost_race_puts_the_post_on_top(origin: Path, rival: Path, clone: Path) -> None:
    push(rival, "README.md", "second")
    write(clone / POST, "Call me")
    code, _, outputs = commit_post(clone)
    assert (code, outputs) == (0, "moved=true\n")
    subjects = list_subjects(origin)
    assert subjects == ["Publish 2026-11-24", "Change README.md", "Change README.md"]
    assert (clone / "README.md").read_text() == "second"


def race(clone: Path, rival: Path, times: int) -> None:
    """Let the rival push while the clone is pushing, after it has asked for the branch's head."""
    write_script(
        clone / ".git" / "hooks" / "pre-push",
        f"""#!/bin/sh
cd {rival}; unset GIT_DIR
count=$(cat count 2>/dev/null || echo 0)
[ "$count" -lt {times} ] || exit 0
echo $((count + 1)) > count
git add count
git {" ".join(WHO)} commit --quiet --message "Race $count"
git push --quiet origin HEAD:main
""",
    )


def test_a_race_lost_three_times_is_won_in_the_end(origin: Path, rival: Path, clone: Path) -> None:
    race(clone, rival, times=3)
    write(clone / POST, "Call me")
    assert commit_post(clone)[0] == 0
    subjects = list_subjects(origin)
    assert subjects == ["Publish 2026-11-24", "Race 2", "Race 1", "Race 0", "Change README.md"]


def test_a_race_lost_forever_fails(rival: Path, clone: Path) -> None:
    race(clone, rival, times=99)
    write(clone / POST, "Call me")
    code, printed, _ = commit_post(clone)
    assert code == 1
    assert printed.splitlines()[-1] == (
        "::error title=The post was not published::Lost the race to main 5 times in a row. "
        "Run the workflow again."
    )


def test_another_post_of_the_same_day_stays(origin: Path, rival: Path, clone: Path) -> None:
    push(rival, POST, "There she blows")
    theirs = git(origin, "rev-parse", "main")
    write(clone / POST, "Call me")
    code, printed, outputs = commit_post(clone)
    assert (code, outputs) == (0, "moved=true\n")
    assert printed.splitlines()[-1] == "Another run has published 2026-11-24; that post stays"
    assert git(origin, "rev-parse", "main") == theirs
    assert (clone / POST).read_text() == "There she blows"


def test_a_protected_branch_is_named_and_not_tried_again(origin: Path, clone: Path) -> None:
    protect(origin)
    write(clone / POST, "Call me")
    code, printed, _ = commit_post(clone)
    assert code == 1
    assert printed.splitlines()[-1] == (
        "::error title=The post was not published::The branch main is protected and refuses "
        "direct pushes. Use mode: pull-request, let GitHub Actions bypass the rule, or publish to "
        "a branch without one."
    )
    assert "Try" not in printed


def test_the_token_goes_to_the_server_and_not_to_disk(clone: Path) -> None:
    token, headers = "0123", []

    class Refuse(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers.append(self.headers["Authorization"])
            self.send_error(403)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Refuse) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        git(clone, "remote", "set-url", "origin", f"{url}/ishmael.git")
        write(clone / POST, "Call me")
        code, _, _ = commit_post(clone, GITHUB_TOKEN=token, GITHUB_SERVER_URL=url)
        server.shutdown()
    assert code == 1
    assert headers[0] == "basic " + base64.b64encode(b"x-access-token:0123").decode()
    assert "extraheader" not in (clone / ".git" / "config").read_text()


def force_push(folder: Path, *arguments: str) -> None:
    """Let somebody rewrite the branch: ``arguments`` are those of ``git reset --hard``."""
    git(folder, "reset", "--quiet", "--hard", *arguments)
    git(folder, "push", "--quiet", "--force", "origin", "HEAD:main")


@pytest.fixture
def secret(rival: Path, clone: Path) -> Path:
    """The clone of a branch whose newest commit has what its owner will take out of it."""
    push(rival, "posts/2026-11-23.md", "A secret")
    git(clone, "fetch", "--quiet", "--depth=1", "origin", "main")
    git(clone, "reset", "--quiet", "--hard", "FETCH_HEAD")
    return clone


def test_what_a_force_push_removed_stays_removed(origin: Path, rival: Path, secret: Path) -> None:
    force_push(rival, "HEAD~")
    write(secret / POST, "Call me")
    code, printed, outputs = commit_post(secret)
    assert (code, printed, outputs) == (0, "Published 2026-11-24\n", "moved=true\n")
    assert list_files(origin) == ["README.md", POST]
    assert not (secret / "posts" / "2026-11-23.md").exists()


def test_what_a_rewritten_history_lacks_stays_removed(
    origin: Path, rival: Path, secret: Path
) -> None:
    git(rival, "checkout", "--quiet", "--orphan", "new")
    git(rival, "rm", "--quiet", "-rf", ".")
    write(rival / "README.md", "new")
    git(rival, "add", "README.md")
    git(rival, "commit", "--quiet", "--message", "New")
    force_push(rival, "HEAD")
    write(secret / POST, "Call me")
    assert commit_post(secret)[0] == 0
    assert list_files(origin) == ["README.md", POST]
    assert list_subjects(origin) == ["Publish 2026-11-24", "New"]


def test_a_force_push_during_the_push_wins(origin: Path, rival: Path, secret: Path) -> None:
    write_script(
        secret / ".git" / "hooks" / "pre-push",
        f"#!/bin/sh\ncd {rival}; unset GIT_DIR\n[ -e done ] && exit 0\ntouch done\n"
        "git reset --quiet --hard HEAD~\ngit push --quiet --force origin HEAD:main\n",
    )
    write(secret / POST, "Call me")
    assert commit_post(secret)[0] == 0
    assert list_files(origin) == ["README.md", POST]


def test_changes_elsewhere_in_the_clone_do_not_matter(
    origin: Path, rival: Path, clone: Path
) -> None:
    push(rival, "README.md", "second")
    write(clone / "README.md", "changed by the build")
    write(clone / POST, "Call me")
    assert commit_post(clone)[0] == 0
    assert git(origin, "show", f"main:{POST}") == "Call me"
    assert git(origin, "show", "main:README.md") == "second"


def test_what_a_killed_build_left_is_never_committed(origin: Path, clone: Path) -> None:
    write(clone / "posts" / ".2026-11-24.md.1-abcdefgh.part", "Call")
    assert commit_post(clone) == (0, "No new post: nothing to commit\n", "")
    write(clone / POST, "Call me")
    assert commit_post(clone)[0] == 0
    assert list_files(origin) == ["README.md", POST]


def test_a_post_that_fits_nowhere_is_in_the_log(rival: Path, clone: Path) -> None:
    push(rival, "posts", "a file where the folder was")
    write(clone / POST, "::warning::Call me\n")
    code, printed, _ = commit_post(clone)
    built = git(clone, "rev-parse", "HEAD")
    assert code == 1
    assert printed.splitlines() == [
        f"{POST} has this text:",
        f"::stop-commands::{built}",
        "::warning::Call me",
        "",
        f"::{built}::",
        (
            f"::error title=The post was not published::{POST} cannot be added to main as it is at "
            f"origin; the message of git is above."
        ),
    ]


def test_a_branch_that_is_gone_fails_with_the_post_in_the_log(origin: Path, clone: Path) -> None:
    git(origin, "branch", "--move", "main", "other")
    write(clone / POST, "Call me")
    code, printed, _ = commit_post(clone)
    assert code == 1
    assert "Call me" in printed.splitlines()
    assert printed.splitlines()[-1].startswith(
        "::error title=The post was not published::The branch main cannot be fetched"
    )


def test_several_folders_make_one_commit(origin: Path, clone: Path) -> None:
    write(clone / POST, "Call me")
    write(clone / "ahab" / "posts" / "2026-11-24.md", "From hell's heart")
    assert commit_post(clone, "posts", "ahab/posts")[1] == "Published 2026-11-24\n"
    assert list_files(origin) == ["README.md", "ahab/posts/2026-11-24.md", POST]


def test_folders_are_relative_to_the_current_one(origin: Path, rival: Path) -> None:
    push(rival, "docs/mkdocs.yml", "site_name: Sea")
    clone = make_clone(origin)
    write(clone / "docs" / POST, "Call me")
    write(clone / POST, "of another site")
    assert commit_post(clone, inside="docs")[0] == 0
    assert list_files(origin) == ["README.md", "docs/mkdocs.yml", f"docs/{POST}"]


def test_a_folder_that_is_missing_has_no_post(clone: Path) -> None:
    assert commit_post(clone, "none", "neither") == (0, "No new post: nothing to commit\n", "")


def test_the_summary_has_the_text_and_what_the_guards_found(clone: Path, tmp_path: Path) -> None:
    text = "Call me Ishmael. " * 6
    write(clone / POST, f"---\nwisdom:\n  seed: 1\n  guards:\n    loops: none\n---\n\n{text}\n")
    assert commit_post(clone, GITHUB_STEP_SUMMARY=str(tmp_path / "summary"))[0] == 0
    assert (tmp_path / "summary").read_text() == (
        f"### `{POST}`\n\n<pre>\n"
        "Call me Ishmael. Call me Ishmael. Call me Ishmael. Call me Ishmael. Call me Ishmael.\n"
        "Call me Ishmael. \n\n</pre>\n\nWhat the guards found:\n\n~~~~yaml\nloops: none\n~~~~\n\n"
    )


def test_an_unknown_mode_is_refused(clone: Path) -> None:
    done = subprocess.run(
        [SCRIPT, "both", "main"], cwd=clone, env=SHELL, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.partition("::The ")[2]) == (
        1,
        "mode is 'both'; it can be direct or pull-request.\n",
    )
