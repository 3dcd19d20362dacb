"""``wisdom train``: its options and its errors before training."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.testing import CliRunner

from training.commands import fail, run
from wisdom_model.voice.file import load_voice
from wisdom_training.cli.app import main
from wisdom_training.corpus.split import SplitFractions
from wisdom_training.presets import fit
from wisdom_training.run.fine_tuning import StartingVoice
from wisdom_training.run.request import TrainRequest


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
        char_overrides={"hidden": 9},
        word_overrides={"frozen": False},
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
    start = StartingVoice(voice_file, load_voice(voice_file))
    char, word = requests[0].choose_settings(10**6, start.sizes)
    assert char.hidden == start.voice.char.network.architecture.hidden
    assert char.embedding == start.voice.char.network.architecture.embedding
    assert (word.hidden, word.layers) == (start.voice.word.network.architecture.hidden, 5)
    assert requests[0].start == str(voice_file)


def test_the_sources_of_a_base_voice_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    requests = list_requests(monkeypatch)
    flags = ["--as-base", "--language", "de", "--source", "12 books", "--source", "letters"]
    run("train", "words", "-o", "v.safetensors", *flags)
    assert (requests[0].as_base, requests[0].language) == (True, "de")
    assert requests[0].sources == ("12 books", "letters")


def test_a_private_text_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    requests = list_requests(monkeypatch)
    run("train", "words", "-o", "v.safetensors")
    run("train", "words", "-o", "v.safetensors", "--private")
    assert [request.private for request in requests] == [False, True]


def test_finishing_resumes(monkeypatch: pytest.MonkeyPatch) -> None:
    requests = list_requests(monkeypatch)
    run("train", "words", "-o", "v.safetensors", "--finish")
    assert (requests[0].finish, requests[0].resume) == (True, True)


@pytest.mark.parametrize("device", ["auto", "cpu", "mps", "cuda", "cuda:1"])
def test_valid_devices_are_accepted(monkeypatch: pytest.MonkeyPatch, device: str) -> None:
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
