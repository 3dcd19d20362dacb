"""The command ``wisdom``: its options, its errors, and its imports."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.testing import CliRunner

from wisdom_model.generation.recipe import Recipe
from wisdom_model.generation.writer import write
from wisdom_model.network.sampling import Sampling
from wisdom_model.voice.file import load_voice
from wisdom_training.cli.app import main
from wisdom_training.corpus.split import SplitFractions
from wisdom_training.presets import fit
from wisdom_training.run.request import TrainRequest

RUN_AND_LIST_IMPORTS = """
import sys
from wisdom_training.cli.app import main
main(sys.argv[1:], standalone_mode=False)
heavy = {"torch", "rich", "pyarrow", "matplotlib", "lightning_fabric", "tensorboard"}
print(sorted(heavy & set(sys.modules)))
"""


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def fail(*arguments: str | Path) -> str:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert (result.exit_code, result.stdout) == (1, "")
    return result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["train", "--help"],
        ["train", "--help-all"],
        ["sample", "--help"],
        ["settings", "--help"],
    ],
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    command = [sys.executable, "-c", RUN_AND_LIST_IMPORTS, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0].startswith("Usage: ")
    assert done.stdout.splitlines()[-1] == "[]"


def test_sampling_imports_no_torch(voice_file: Path) -> None:
    command = [sys.executable, "-c", RUN_AND_LIST_IMPORTS, "sample", str(voice_file), "--seed", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_without_flags_it_writes_the_usual_recipe(voice_file: Path) -> None:
    expected = write(load_voice(voice_file), Recipe(), 7)
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
    expected = write(load_voice(voice_file), recipe, 3)
    assert run("sample", voice_file, *flags, "--seed", "3") == f"{expected}\n"


def test_argmax_leaves_nothing_to_chance(voice_file: Path) -> None:
    flags = ["--argmax", "--prompt", "The", "--length", "5"]
    assert run("sample", voice_file, *flags, "--seed", "1") == run(
        "sample", voice_file, *flags, "--seed", "2"
    )


def test_many_texts_are_the_candidates_of_a_seed(voice_file: Path) -> None:
    voice = load_voice(voice_file)
    expected = [write(voice, Recipe(length=9), 4, number) for number in range(3)]
    found = run("sample", voice_file, "--seed", "4", "--length", "9", "--count", "3")
    assert found == "\n\n---\n\n".join(expected) + "\n"


def test_a_drawn_seed_is_printed(voice_file: Path) -> None:
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


def list_requests(monkeypatch: pytest.MonkeyPatch) -> list[TrainRequest]:
    """Replace training by a function that records its request."""
    requests: list[TrainRequest] = []

    def train_voice(request: TrainRequest, log: Callable[[str], None]) -> None:
        assert log is click.echo
        requests.append(request)

    fake = ModuleType("wisdom_training.run.pipeline")
    monkeypatch.setattr(fake, "train_voice", train_voice, raising=False)
    monkeypatch.setitem(sys.modules, fake.__name__, fake)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: name)
    return requests


def test_without_options_the_request_has_the_same_defaults(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    requests = list_requests(monkeypatch)
    assert run("train", "words", "-o", "v.safetensors") == ""
    assert requests == [TrainRequest((Path("words"),), Path("v.safetensors"))]


def test_options_become_the_fields_of_the_request(monkeypatch: pytest.MonkeyPatch) -> None:
    requests = list_requests(monkeypatch)
    flags = ["--preset", "best", "--vectors", "glove", "--resume", "--force", "--name", "A book"]
    flags += ["--seed", "7", "--unwrap", "never", "--drop", "x+", "--validation", "0.1"]
    flags += ["--test", "0.2", "--jobs", "1", "--device", "cpu", "--no-curves"]
    flags += ["--tensorboard", "runs", "--char-hidden", "9", "--word-no-frozen"]
    run("train", "one", "two", "-o", "v.safetensors", *flags)
    expected = TrainRequest(
        corpus=(Path("one"), Path("two")),
        output=Path("v.safetensors"),
        preset="best",
        char={"hidden": 9},
        word={"frozen": False},
        name="A book",
        vectors="glove",
        seed=7,
        start=None,
        unwrap="never",
        drop="x+",
        split=SplitFractions(0.1, 0.2),
        resume=True,
        force=True,
        jobs=1,
        device="cpu",
        curves=False,
        tensorboard=Path("runs"),
    )
    assert requests == [expected]


def test_flags_go_before_the_file_and_the_file_before_the_preset(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    requests = list_requests(monkeypatch)
    file = tmp_path / "settings.yml"
    file.write_text("preset: quick\nseed: 5\ntest: 0.2\nchar: {hidden: 99, layers: 3}\n")
    flags = ["--settings", file, "--char-hidden", "77", "--seed", "6"]
    run("train", "words", "-o", "v.safetensors", *flags)
    expected = replace(fit("quick", 10**6)[0], hidden=77, layers=3)
    assert requests[0].choose_settings(10**6) == (expected, fit("quick", 10**6)[1])
    assert (requests[0].seed, requests[0].split.test) == (6, 0.2)


def test_a_mistake_in_the_file_is_one_message(tmp_path: Path) -> None:
    file = tmp_path / "settings.yml"
    file.write_text("char:\n  hiden: 99\n")
    assert fail("train", "words", "-o", "v.safetensors", "--settings", file) == (
        f"Error: {file}:2: 'hiden' is not a setting in the section 'char'; did you mean 'hidden'?\n"
    )


def test_a_wrong_setting_of_training_is_an_error_before_the_corpus_is_read() -> None:
    assert fail("train", "nowhere", "-o", "v.safetensors", "--word-hidden", "0") == (
        "Error: --word-hidden is 0: it must be a whole number above 0\n"
    )


def test_fine_tuning_takes_the_voices_sizes_but_for_those_that_are_given(
    monkeypatch: pytest.MonkeyPatch, voice_file: Path
) -> None:
    requests = list_requests(monkeypatch)
    flags = ["--from", voice_file, "--word-layers", "5"]
    run("train", "words", "-o", "v.safetensors", *flags)
    voice = load_voice(voice_file)
    char, word = requests[0].choose_settings(10**6)
    assert char.hidden == voice.char.network.architecture.hidden
    assert char.embedding == voice.char.network.architecture.embedding
    assert (word.hidden, word.layers) == (voice.word.network.architecture.hidden, 5)
    assert requests[0].start == voice_file


@pytest.mark.parametrize("device", ["auto", "cpu", "mps", "cuda", "cuda:1"])
def test_a_device_may_be(monkeypatch: pytest.MonkeyPatch, device: str) -> None:
    requests = list_requests(monkeypatch)
    run("train", "words", "-o", "v.safetensors", "--device", device)
    assert requests[0].device == device


def test_another_device_is_refused() -> None:
    arguments = ["train", "words", "-o", "v.safetensors", "--device", "gpu"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "'gpu' is not one of auto, cpu, mps, cuda and cuda:N." in result.stderr


@pytest.mark.parametrize(
    ("missing", "flags", "purpose", "extra"),
    [
        ("torch", [], "training", "train"),
        ("rich", [], "training", "train"),
        ("matplotlib", [], "training with --curves", "train"),
        (
            "tensorboard",
            ["--tensorboard", "runs"],
            "training with --tensorboard",
            "train,tensorboard",
        ),
    ],
)
def test_a_missing_package_is_an_error_that_names_the_extra(
    monkeypatch: pytest.MonkeyPatch, missing: str, flags: list[str], purpose: str, extra: str
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == missing else name)
    assert fail("train", "words", "-o", "v.safetensors", *flags) == (
        f"Error: {purpose} needs {missing}, which is not installed: "
        f'pip install "mkdocs-wisdom[{extra}]"\n'
    )


def test_evaluating_into_a_folder_without_matplotlib_fails_at_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)  # noqa: ARG005 (its parameter)
    assert fail("evaluate", "nowhere", "nothing", "-o", tmp_path / "out") == (
        "Error: evaluate --output needs matplotlib, which is not installed: "
        'pip install "mkdocs-wisdom[train]"\n'
    )
    assert list(tmp_path.iterdir()) == []


def test_training_without_curves_needs_no_matplotlib(monkeypatch: pytest.MonkeyPatch) -> None:
    requests = list_requests(monkeypatch)
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name: None if name == "matplotlib" else name
    )
    run("train", "words", "-o", "v.safetensors", "--no-curves")
    assert requests[0].curves is False


def test_the_module_is_the_command() -> None:
    command = [sys.executable, "-m", "wisdom_training", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Usage: wisdom [OPTIONS] COMMAND")
