"""The workflows are valid and pinned, and have no more rights than they need."""

import re
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

import pytest

from workflow_run import evaluate, load_yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = ROOT / ".github" / "workflows"
ACTIONS = ROOT / ".github" / "actions"
NAMES = ("ci", "publish", "publish-site")
CALL = "$/.github/workflows/publish-site.yml"


def load(name: str) -> dict[str, Any]:
    return load_yaml(WORKFLOWS / f"{name}.yml")


def run_tool(name: str, *arguments: str | Path) -> None:
    command = [Path(sysconfig.get_path("scripts")) / name, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_workflows_follow_the_schema() -> None:
    files = sorted(WORKFLOWS.glob("*.yml"))
    run_tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *files)


def test_actions_follow_the_schema() -> None:
    files = sorted(ACTIONS.glob("*/action.yml"))
    assert [file.parent.name for file in files] == ["fetch-voice", "write-post"]
    run_tool("check-jsonschema", "--builtin-schema", "vendor.github-actions", *files)


def test_dependabot_follows_its_schema() -> None:
    file = ROOT / ".github" / "dependabot.yml"
    run_tool("check-jsonschema", "--builtin-schema", "vendor.dependabot", file)


def test_issue_forms_follow_their_schema() -> None:
    files = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
    assert [file.name for file in files] == ["bug.yml", "voice.yml"]
    run_tool("check-jsonschema", "--builtin-schema", "vendor.github-issue-forms", *files)


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_pinned_and_say_their_version(name: str) -> None:
    uses = re.findall(r"uses: (.*)", (WORKFLOWS / f"{name}.yml").read_text())
    theirs = [use for use in uses if not use.startswith("$/")]
    pinned = r"[\w/-]+@[0-9a-f]{40} # v\d+(\.\d+)*"
    assert [use for use in theirs if not re.fullmatch(pinned, use)] == []


@pytest.mark.parametrize("name", NAMES)
def test_parts_of_this_repository_exist(name: str) -> None:
    parts = re.findall(r"uses: \$/(.*)", (WORKFLOWS / f"{name}.yml").read_text())
    assert [part for part in parts if not (ROOT / part).exists()] == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ci", {job: {"contents": "read"} for job in ("lint", "unit", "full")}),
        (
            "publish",
            {
                "publish": {
                    "contents": "write",
                    "pages": "write",
                    "id-token": "write",
                    "pull-requests": "write",
                }
            },
        ),
        (
            "publish-site",
            {
                "build": {"contents": "write", "pages": "read", "pull-requests": "write"},
                "deploy": {"pages": "write", "id-token": "write"},
            },
        ),
    ],
)
def test_permissions_are_granted_by_job(name: str, expected: dict[str, Any]) -> None:
    workflow = load(name)
    granted = {job: steps["permissions"] for job, steps in workflow["jobs"].items()}
    assert (workflow["permissions"], granted) == ({}, expected)


@pytest.mark.parametrize("name", ["ci", "publish-site"])
def test_every_job_has_a_time_limit(name: str) -> None:
    jobs = load(name)["jobs"]
    assert [job for job, steps in jobs.items() if "timeout-minutes" not in steps] == []


def test_the_schedule_avoids_the_top_of_the_hour() -> None:
    (schedule,) = load("publish")["on"]["schedule"]
    minute = int(schedule["cron"].split()[0])
    assert (minute % 2, minute % 5 != 0) == (1, True)


def test_runs_that_publish_wait_for_each_other_and_none_is_dropped() -> None:
    assert load("publish-site")["concurrency"] == {
        "group": "publish-site",
        "cancel-in-progress": "false",
        "queue": "max",
    }
    assert "concurrency" not in load("publish")  # a group of the same name would wait for itself


def test_this_projects_site_is_published_by_the_same_workflow() -> None:
    (job,) = load("publish")["jobs"].values()
    assert (job["uses"], job["with"]) == (CALL, {"build": "make site", "requirements": ""})


def test_only_the_step_that_pushes_has_the_token() -> None:
    steps = load("publish-site")["jobs"]["build"]["steps"]
    assert [step for step in steps if "github.token" in str(step)] == []
    action = load_yaml(ACTIONS / "write-post" / "action.yml")
    assert action["inputs"]["token"]["default"] == "${{ github.token }}"
    steps = action["runs"]["steps"]
    assert [step["name"] for step in steps if "inputs.token" in str(step)] == ["Commit the post"]


@pytest.mark.parametrize(
    ("event", "branch", "fork", "runs"),
    [
        ("schedule", "main", False, True),
        ("schedule", "main", True, False),
        ("workflow_dispatch", "main", True, True),
        ("push", "main", True, True),
        ("workflow_dispatch", "draft", False, False),
    ],
)
def test_only_the_default_branch_is_published_and_no_fork_on_schedule(
    event: str, branch: str, fork: bool, runs: bool
) -> None:
    repository = {"default_branch": "main", "fork": fork}
    github = {"event_name": event, "ref_name": branch, "event": {"repository": repository}}
    condition = load("publish-site")["jobs"]["build"]["if"]
    assert evaluate(condition, {"github": github}) is runs


@pytest.mark.parametrize(
    ("job", "command"),
    [
        ("lint", "make check"),
        ("unit", 'make "test-$VERSION" PYTHON="python$VERSION"'),
        ("full", "bash .ci/run"),
    ],
)
def test_each_job_gives_one_command(job: str, command: str) -> None:
    steps = load("ci")["jobs"][job]["steps"]
    assert [step["run"] for step in steps if "run" in step] == [command]


def test_every_supported_python_is_tested() -> None:
    jobs = load("ci")["jobs"]
    (full,) = (
        step["with"]["python-version"]
        for step in jobs["full"]["steps"]
        if "python-version" in step.get("with", {})
    )
    tested = [*jobs["unit"]["strategy"]["matrix"]["python"], full]
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert tested == re.findall(r'"Programming Language :: Python :: (3\.\d+)"', project)
