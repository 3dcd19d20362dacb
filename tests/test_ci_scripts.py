"""The scripts in ``.ci``, run in a bare shell against a repository made for the test."""

import base64
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import yaml

SCRIPTS = Path(__file__).parents[1] / ".ci"
POST = "posts/2026-11-24.md"
SHELL = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "RETRY_SECONDS": "0"}
WHO = ("-c", "user.name=Somebody", "-c", "user.email=somebody@localhost")


def git(folder: Path, *arguments: str) -> str:
    command = ["git", *WHO, *arguments]
    return subprocess.run(
        command, cwd=folder, env=SHELL, check=True, capture_output=True, text=True
    ).stdout.strip()


def write(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A bare repository whose branch ``main`` has one commit."""
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "origin")
    rival = tmp_path / "rival"
    git(tmp_path, "clone", "--quiet", "origin", "rival")
    git(rival, "checkout", "--quiet", "-B", "main")
    push(rival, "README.md", "first")
    return tmp_path / "origin"


@pytest.fixture
def rival(origin: Path) -> Path:
    """Somebody else's clone."""
    return origin.parent / "rival"


@pytest.fixture
def clone(origin: Path) -> Path:
    """A clone like the workflow's: only the newest commit."""
    git(origin.parent, "clone", "--quiet", "--depth=1", origin.as_uri(), "clone")
    return origin.parent / "clone"


def push(folder: Path, path: str, text: str) -> None:
    write(folder / path, text)
    git(folder, "add", path)
    git(folder, "commit", "--quiet", "--message", f"Change {path}")
    git(folder, "push", "--quiet", "origin", "HEAD:main")


def list_files(repository: Path) -> list[str]:
    return git(repository, "ls-tree", "-r", "--name-only", "main").splitlines()


def commit_post(clone: Path, **environment: str) -> tuple[int, str, str]:
    """Run the script: its exit code, what it printed, and what it set as outputs of the step."""
    outputs = clone.parent / "outputs"
    outputs.write_text("")
    done = subprocess.run(
        [SCRIPTS / "commit-post", "main"],
        cwd=clone,
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
    subjects = git(origin, "log", "--format=%s", "main").splitlines()
    assert subjects == ["Publish 2026-11-24", "Change README.md", "Change README.md"]
    assert (clone / "README.md").read_text() == "second"


def race(clone: Path, rival: Path, times: int) -> None:
    """Let the rival push while the clone is pushing, after it has asked for the branch's head."""
    hook = clone / ".git" / "hooks" / "pre-push"
    hook.write_text(
        f"""#!/bin/sh
cd {rival}; unset GIT_DIR
count=$(cat count 2>/dev/null || echo 0)
[ "$count" -lt {times} ] || exit 0
echo $((count + 1)) > count
git add count
git {" ".join(WHO)} commit --quiet --message "Race $count"
git push --quiet origin HEAD:main
"""
    )
    hook.chmod(0o755)


def test_a_race_lost_three_times_is_won_in_the_end(origin: Path, rival: Path, clone: Path) -> None:
    race(clone, rival, times=3)
    write(clone / POST, "Call me")
    assert commit_post(clone)[0] == 0
    subjects = git(origin, "log", "--format=%s", "main").splitlines()
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
    hook = origin / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho 'error: GH006: Protected branch update failed'\nexit 1\n")
    hook.chmod(0o755)
    write(clone / POST, "Call me")
    code, printed, _ = commit_post(clone)
    assert code == 1
    assert printed.splitlines()[-1] == (
        "::error title=The post was not published::The branch main is protected and refuses "
        "direct pushes. Let GitHub Actions bypass the rule, or publish to a branch without one."
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
    assert git(origin, "log", "--format=%s", "main").splitlines() == ["Publish 2026-11-24", "New"]


def test_a_force_push_during_the_push_wins(origin: Path, rival: Path, secret: Path) -> None:
    hook = secret / ".git" / "hooks" / "pre-push"
    hook.write_text(
        f"#!/bin/sh\ncd {rival}; unset GIT_DIR\n[ -e done ] && exit 0\ntouch done\n"
        "git reset --quiet --hard HEAD~\ngit push --quiet --force origin HEAD:main\n"
    )
    hook.chmod(0o755)
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


def run_guide(clone: Path) -> tuple[int, str]:
    """Run the loop of the guide's workflow as GitHub would: its exit code, and what it printed."""
    guide = (SCRIPTS.parent / "docs" / "guide" / "deploy.md").read_text(encoding="utf-8")
    workflow = yaml.safe_load(guide.split("```yaml\n")[1].split("```")[0])
    (script,) = [
        step["run"]
        for step in workflow["jobs"]["build"]["steps"]
        if "git push" in step.get("run", "")
    ]
    command = ["bash", "-e", "-c", script]
    done = subprocess.run(
        command, cwd=clone, env=SHELL, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout


def test_the_guide_leaves_removed_what_a_force_push_removed(
    origin: Path, rival: Path, secret: Path
) -> None:
    force_push(rival, "HEAD~")
    write(secret / "posts" / ".2026-11-24.md.1-abcdefgh.part", "Call")
    write(secret / POST, "Call me")
    assert run_guide(secret)[0] == 0
    assert list_files(origin) == ["README.md", POST]


def test_the_guide_keeps_the_other_post_of_the_day(origin: Path, rival: Path, clone: Path) -> None:
    push(rival, POST, "There she blows")
    write(clone / POST, "Call me")
    code, printed = run_guide(clone)
    assert (code, printed.splitlines()[-1]) == (0, f"Another run has published {POST}")
    assert git(origin, "show", f"main:{POST}") == "There she blows"


def test_the_guide_prints_a_post_that_fits_nowhere(rival: Path, clone: Path) -> None:
    push(rival, "posts", "a file where the folder was")
    write(clone / POST, "Call me")
    code, printed = run_guide(clone)
    assert code == 1
    assert "+Call me" in printed.splitlines()
    assert printed.splitlines()[-1] == "::error::The post was not published. Its text is above."


def find_python(*candidates: str | Path) -> subprocess.CompletedProcess[str]:
    command = [SCRIPTS / "find-python", *candidates]
    return subprocess.run(command, env=SHELL, capture_output=True, text=True, check=False)


def fake_python(folder: Path, says: str, code: int = 0) -> Path:
    file = folder / f"python-{len(list(folder.iterdir()))}"
    file.write_text(f"#!/bin/sh\necho '{says}'\nexit {code}\n")
    file.chmod(0o755)
    return file


def test_a_fitting_python_is_found() -> None:
    assert find_python(sys.executable).stdout.strip() == sys.executable


def test_commands_that_fail_or_are_too_old_are_passed_over(tmp_path: Path) -> None:
    shim = fake_python(tmp_path, "pyenv: version not selected", code=127)
    old = fake_python(tmp_path, f"3 9 {tmp_path}/python3.9")
    assert find_python(shim, old, sys.executable).stdout.strip() == sys.executable


def test_without_a_fitting_python_each_refusal_is_named(tmp_path: Path) -> None:
    old = fake_python(tmp_path, f"3 9 {tmp_path}/python3.9")
    done = find_python("no-such-python", old)
    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert lines[0].startswith("No Python found that is 3.10 or newer")
    assert lines[1].startswith("  no-such-python: ")
    assert lines[2] == f"  {old}: version 3.9 is too old"


def test_a_newer_python_is_taken_with_a_note(tmp_path: Path) -> None:
    newer = fake_python(tmp_path, f"3 14 {tmp_path}/python3.14")
    done = find_python(newer)
    assert done.stdout == f"{tmp_path}/python3.14\n"
    assert done.stderr == "note: Python 3.14 is newer than any tested here\n"
