"""What the guides give to be copied: the workflows are valid, and the script works."""

import re
import subprocess
import sysconfig
from pathlib import Path

import pytest
import yaml

from git_repositories import SHELL, git, list_subjects, push, write, write_script
from workflow_run import load_yaml

ROOT = Path(__file__).parents[2]
DEPLOY = (ROOT / "docs" / "guide" / "deploy.md").read_text(encoding="utf-8")
PRIVATE = (ROOT / "docs" / "guide" / "private-voice.md").read_text(encoding="utf-8")
WORKFLOW = load_yaml(ROOT / ".github" / "workflows" / "publish-site.yml")
INPUTS = WORKFLOW["on"]["workflow_call"]["inputs"]


def find_block(page: str, beginning: str) -> str:
    """The block of code that begins so."""
    blocks = re.findall(r"^```\w+\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    (block,) = (block for block in blocks if block.startswith(beginning))
    return block


CALLER = find_block(DEPLOY, "name: publish\n")
PRIVATE_JOB = find_block(PRIVATE, "jobs:\n")


@pytest.mark.parametrize("jobs", [CALLER[CALLER.index("jobs:") :], PRIVATE_JOB])
def test_the_callers_workflow_is_valid(jobs: str, tmp_path: Path) -> None:
    file = tmp_path / "publish.yml"
    file.write_text(CALLER[: CALLER.index("jobs:")] + jobs)
    scripts = Path(sysconfig.get_path("scripts"))
    subprocess.run(
        [scripts / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", file],
        check=True,
    )
    subprocess.run([scripts / "actionlint", file], check=True)
    (job,) = yaml.safe_load(jobs)["jobs"].values()
    assert job["uses"] == "mkdocs-wisdom/mkdocs-wisdom/.github/workflows/publish-site.yml@main"
    assert set(job["with"]) <= set(INPUTS)


def test_the_callers_job_has_the_rights_that_the_workflow_asks_for() -> None:
    (ours,) = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text())["jobs"].values()
    for jobs in (CALLER, PRIVATE_JOB):
        (job,) = yaml.safe_load(jobs)["jobs"].values()
        assert job["permissions"] == ours["permissions"]


def test_every_input_and_its_default_is_in_the_table() -> None:
    table = DEPLOY.partition("| input | default | |\n")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| `([\w-]+)` \| (?:`(.+?)`)? ?\|", table, re.MULTILINE)
    assert rows == [(name, item["default"]) for name, item in INPUTS.items()]


@pytest.fixture
def home(origin: Path, rival: Path) -> Path:
    """A computer at home: a clone with the guide's script, and a build that writes posts."""
    write_script(rival / "nightly", find_block(PRIVATE, "#!/bin/sh\n"))
    git(rival, "add", "nightly")
    push(rival, ".gitignore", "/.venv/\n*.part\n")
    git(origin.parent, "clone", "--quiet", "origin", "home")
    home = origin.parent / "home"
    git(home, "config", "user.name", "Somebody")
    git(home, "config", "user.email", "somebody@localhost")
    return home


def spend_night(home: Path, date: str, *, also: str = "") -> int:
    """Run the script in a night whose build writes the post of ``date``; its exit code."""
    build = f'mkdir -p posts && echo "$WISDOM_MODEL" >posts/{date}.md\n{also}\n'
    write_script(home / ".venv" / "bin" / "mkdocs", f"#!/bin/sh\n{build}")
    done = subprocess.run(
        ["./nightly"], cwd=home, env={**SHELL, "HOME": "/home/me"}, capture_output=True, check=False
    )
    return done.returncode


def test_a_night_at_home_pushes_the_post(origin: Path, home: Path) -> None:
    assert spend_night(home, "2026-11-28") == 0
    assert git(origin, "show", "main:posts/2026-11-28.md") == ("/home/me/voices/mine.safetensors")


def test_a_second_run_at_home_pushes_nothing(origin: Path, home: Path) -> None:
    spend_night(home, "2026-11-28")
    head = git(origin, "rev-parse", "main")
    assert spend_night(home, "2026-11-28") == 0
    assert git(origin, "rev-parse", "main") == head


def test_a_push_during_the_build_at_home_is_kept(origin: Path, rival: Path, home: Path) -> None:
    write(rival / "new", "")
    git(rival, "add", "new")
    git(rival, "commit", "--quiet", "--message", "Meanwhile")
    assert spend_night(home, "2026-11-28", also=f"git -C {rival} push -q origin HEAD:main") == 0
    subjects = list_subjects(origin)
    assert (subjects[0][:7], subjects[1]) == ("Publish", "Meanwhile")


def test_a_post_that_could_not_be_pushed_is_pushed_the_next_night(origin: Path, home: Path) -> None:
    url = git(home, "remote", "get-url", "origin")
    lost = f"git remote set-url origin {origin}-gone"
    assert spend_night(home, "2026-11-28", also=lost) != 0
    git(home, "remote", "set-url", "origin", url)
    assert spend_night(home, "2026-11-29") == 0
    assert git(origin, "ls-tree", "--name-only", "main", "posts/") == (
        "posts/2026-11-28.md\nposts/2026-11-29.md"
    )
