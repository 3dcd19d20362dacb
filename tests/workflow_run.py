"""Runs a workflow's own steps as GitHub would: in order, with their conditions and expressions.

Steps that are scripts run in bash, and so do the scripts of this repository's actions. The actions
of others are replaced by functions that the test gives.
"""

import os
import re
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
Context = dict[str, Any]
OtherAction = Callable[[Mapping[str, str]], Mapping[str, str]]
"""What an action of others does with its inputs, and its outputs."""

_NAME = re.compile(r"'[^']*'|[a-z_]+(?:\.[\w-]+)+")
_EXPRESSION = re.compile(r"\$\{\{ *(.*?) *\}\}")


class StepFailedError(Exception):
    """A step failed, so the job did."""


def load_yaml(path: Path) -> dict[str, Any]:
    # YAML 1.1 reads the key `on` as true; BaseLoader leaves every scalar a string.
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 (makes strings only)


def evaluate(expression: str, context: Context) -> Any:  # noqa: ANN401 (as in GitHub's expressions)
    """The value of an expression with names, texts and ``&& || ! == !=``."""

    def look_up(match: re.Match[str]) -> str:
        if match[0].startswith("'"):
            return repr(match[0][1:-1])
        value: Any = context
        for key in match[0].split("."):
            value = value.get(key, "") if isinstance(value, dict) else ""
        return repr(value)

    python = _NAME.sub(look_up, expression)
    for theirs, ours in ((" && ", " and "), (" || ", " or ")):
        python = python.replace(theirs, ours)
    return eval(re.sub(r"!(?!=)", " not ", python))  # noqa: S307 (of this repository's own files)


def fill_in(text: str, context: Context) -> str:
    return _EXPRESSION.sub(lambda match: str(evaluate(match[1], context)), text)


@dataclass
class Job:
    """One run of a job in ``workspace``, which has the site's repository checked out."""

    workspace: Path
    github: Context
    inputs: Mapping[str, str]
    environment: Mapping[str, str]
    """The runner's own variables."""
    other_actions: Mapping[str, OtherAction]
    """By the action's name, without its version."""
    secrets: Mapping[str, str] = field(default_factory=dict)
    log: str = ""

    def run(self, job: Mapping[str, Any]) -> bool:
        """Run a job of a workflow; False if it is skipped. Raises StepFailedError."""
        context = {"github": self.github, "inputs": self.inputs, "secrets": self.secrets}
        if not evaluate(job.get("if", "'yes'"), context):
            return False
        self._run_steps(job["steps"], context, job.get("env", {}))
        return True

    def _run_steps(
        self, steps: list[dict[str, Any]], context: Context, variables: Mapping[str, str]
    ) -> Context:
        """Run steps; the outputs of those that have an id, as in the context ``steps``."""
        context = context | {"steps": {}}
        for step in steps:
            if not evaluate(step.get("if", "'yes'"), context):
                continue
            here = {**variables, **step.get("env", {})}
            here = {key: fill_in(value, context) for key, value in here.items()}
            given = {key: fill_in(value, context) for key, value in step.get("with", {}).items()}
            if "run" in step:
                folder = fill_in(step.get("working-directory", "."), context)
                outputs = self._run_script(step["run"], folder, here)
            elif step["uses"].startswith("$/"):
                outputs = self._run_action(ROOT / step["uses"][2:], given, here)
            else:
                outputs = dict(self.other_actions[step["uses"].partition("@")[0]](given))
            context["steps"][step.get("id", "")] = {"outputs": outputs}
        return context["steps"]

    def _run_action(
        self, folder: Path, given: Mapping[str, str], variables: Mapping[str, str]
    ) -> dict[str, str]:
        """Run an action of this repository; its outputs."""
        action = load_yaml(folder / "action.yml")
        context: Context = {"github": self.github}
        defaults = {
            name: fill_in(properties.get("default", ""), context)
            for name, properties in action["inputs"].items()
        }
        context["inputs"] = defaults | given
        here = {**variables, "GITHUB_ACTION_PATH": str(folder)}
        context["steps"] = self._run_steps(action["runs"]["steps"], context, here)
        return {key: fill_in(item["value"], context) for key, item in action["outputs"].items()}

    def _run_script(self, script: str, folder: str, variables: Mapping[str, str]) -> dict[str, str]:
        temporary = self.workspace.with_name(f"{self.workspace.name}-temporary")
        temporary.mkdir(exist_ok=True)
        outputs = temporary / "outputs"
        outputs.write_text("")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.workspace / folder,
            env={
                "PATH": os.environ["PATH"],
                **self.environment,
                **variables,
                "GITHUB_OUTPUT": str(outputs),
                "RUNNER_TEMP": str(temporary),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.log += done.stdout
        if done.returncode:
            raise StepFailedError(done.stdout)
        return dict(line.split("=", 1) for line in outputs.read_text().splitlines())
