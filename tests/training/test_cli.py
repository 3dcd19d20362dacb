"""``wisdom sample``, and what the command imports."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from wisdom_model.model_file import load_voice
from wisdom_model.sampler import Sampling
from wisdom_model.writer import Recipe, write
from wisdom_training.cli import main


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def fail(*arguments: str | Path) -> str:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert (result.exit_code, result.stdout) == (1, "")
    return result.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["train", "--help"], ["sample", "--help"]])
def test_help_imports_neither_torch_nor_rich(arguments: list[str]) -> None:
    script = (
        "import sys; from wisdom_training.cli import main; "
        "main(sys.argv[1:], standalone_mode=False); "
        "print(sorted({'torch', 'rich', 'pyarrow'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0].startswith("Usage: ")
    assert done.stdout.splitlines()[-1] == "[]"


def test_sampling_imports_no_torch(voice_file: Path) -> None:
    script = (
        "import sys; from wisdom_training.cli import main; "
        "main(sys.argv[1:], standalone_mode=False); "
        "print(sorted({'torch', 'rich', 'pyarrow'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", script, "sample", str(voice_file), "--seed", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_without_flags_it_writes_the_usual_recipe(voice_file: Path) -> None:
    expected = write(load_voice(voice_file), Recipe(), np.random.default_rng(7))
    assert run("sample", voice_file, "--seed", "7") == f"{expected}\n"


def test_flags_make_the_recipe(voice_file: Path) -> None:
    recipe = Recipe(
        blend="word",
        prompt="The sea",
        length=9,
        char=Sampling(1.0, 5, 0.9),
        word=Sampling(0.5, 5, 0.9),
        unknown="skip",
    )
    flags = ["--blend", "word", "--prompt", "The sea", "--length", "9", "--temperature", "1"]
    flags += ["--word-temperature", "0.5", "--top-k", "5", "--top-p", "0.9", "--skip-unknown"]
    expected = write(load_voice(voice_file), recipe, np.random.default_rng(3))
    assert run("sample", voice_file, *flags, "--seed", "3") == f"{expected}\n"


def test_argmax_leaves_nothing_to_chance(voice_file: Path) -> None:
    flags = ["--argmax", "--prompt", "The", "--length", "5"]
    assert run("sample", voice_file, *flags, "--seed", "1") == run(
        "sample", voice_file, *flags, "--seed", "2"
    )


def test_many_texts_have_seeds_in_a_row(voice_file: Path) -> None:
    first, second = (run("sample", voice_file, "--seed", seed) for seed in ("4", "5"))
    both = run("sample", voice_file, "--seed", "4", "--count", "2")
    assert both == f"{first}\n---\n\n{second}"


def test_a_seed_that_was_drawn_is_said(voice_file: Path) -> None:
    result = CliRunner().invoke(main, ["sample", str(voice_file)])
    seed = result.stderr.removeprefix("seed ").strip()
    assert run("sample", voice_file, "--seed", seed) == result.stdout


def test_a_wrong_setting_is_one_message(voice_file: Path) -> None:
    assert fail("sample", voice_file, "--top-p", "0", "--seed", "1") == (
        "Error: top_p is 0.0: it must be above 0 and at most 1\n"
    )


def test_a_missing_file_is_one_message() -> None:
    assert fail("sample", "nowhere.safetensors", "--seed", "1").startswith(
        "Error: cannot read the model file nowhere.safetensors: it does not exist."
    )


def test_an_unknown_name_is_one_message() -> None:
    assert fail("sample", "queequeg", "--seed", "1").startswith(
        "Error: no voice is called 'queequeg'; these ship with the package: "
    )


def test_training_without_torch_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)  # noqa: ARG005 (its parameter)
    assert fail("train", tmp_path, "-o", tmp_path / "v.safetensors") == (
        "Error: training needs torch, which is not installed: pip install 'mkdocs-wisdom[train]'\n"
    )
