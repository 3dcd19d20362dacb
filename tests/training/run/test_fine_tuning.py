"""Starting with another voice's weights."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from training.plans import make_request
from training.tasks import VOCABULARY, make_task
from wisdom_model.errors import ModelFileError
from wisdom_model.network.language_model import Network
from wisdom_model.text.vocabulary import UNKNOWN, Vocabulary
from wisdom_model.voice.file import LanguageModel, Voice, digest, load_voice, save_voice
from wisdom_training.corpus.text_file import TextFile
from wisdom_training.errors import FlagError
from wisdom_training.run.fine_tuning import (
    StartingVoice,
    choose_start,
    load_start,
    start_from_model,
)
from wisdom_training.train.task import Task

OURS = Vocabulary((UNKNOWN, "e", "a", "n", "y", "z", "t"))
THEIRS = Vocabulary((UNKNOWN, "a", "b", "e", "t"))


@pytest.fixture
def task(tmp_path: Path) -> Task:
    return make_task(tmp_path)


def model_like(task: Task, **changes: object) -> LanguageModel:
    architecture = replace(task.architecture, vocabulary=len(THEIRS), **changes)
    rng = np.random.default_rng(3)
    weights = {
        name: rng.normal(size=shape).astype(np.float16).astype(np.float32)
        for name, shape in architecture.shapes().items()
    }
    return LanguageModel(THEIRS, Network(architecture, weights))


def start_with(
    folder: Path, model: LanguageModel, metadata: Mapping[str, Any] | None = None
) -> StartingVoice:
    path = folder / "old.safetensors"
    save_voice(path, Voice(model, model, metadata or {}))
    return StartingVoice(path, load_voice(path))


def test_rows_follow_their_tokens(task: Task, tmp_path: Path) -> None:
    model = model_like(task)
    begun = start_from_model(task, start_with(tmp_path, model), OURS, model)
    assert begun.start is not None
    assert len(OURS) == VOCABULARY
    for name in ("embedding.weight", "decoder.weight", "decoder.bias"):
        rows, old = begun.start[name], model.network.weights[name]
        for token in (UNKNOWN, "e", "a", "t"):
            assert (rows[OURS.ids[token]] == old[THEIRS.ids[token]]).all()


def test_fresh_tokens_begin_as_the_unknown_one_and_share_its_probability(
    task: Task, tmp_path: Path
) -> None:
    model = model_like(task)
    begun = start_from_model(task, start_with(tmp_path, model), OURS, model)
    assert begun.start is not None
    fresh = [OURS.ids[token] for token in ("n", "y", "z")]
    for name in ("embedding.weight", "decoder.weight"):
        rows, old = begun.start[name][fresh], model.network.weights[name]
        differences = rows - old[THEIRS.ids[UNKNOWN]]
        assert 0 < np.abs(differences).max() < 5 * 0.1 * old.std()
        assert len(np.unique(rows, axis=0)) == len(fresh)
    bias = model.network.weights["decoder.bias"][THEIRS.ids[UNKNOWN]]
    shares = np.exp(begun.start["decoder.bias"][fresh])
    assert shares.sum() == pytest.approx(np.exp(bias), rel=1e-6)


def test_a_word_in_other_capitals_begins_as_the_one_that_is_known(
    task: Task, tmp_path: Path
) -> None:
    model = model_like(task)
    ours = Vocabulary((UNKNOWN, "A", " b", "E", "y", "z", "t"))
    begun = start_from_model(task, start_with(tmp_path, model), ours, model)
    assert begun.start is not None
    rows, old = begun.start["embedding.weight"], model.network.weights["embedding.weight"]
    for token, alike in (("A", "a"), (" b", "b"), ("E", "e"), ("y", UNKNOWN)):
        difference = rows[ours.ids[token]] - old[THEIRS.ids[alike]]
        assert 0 < np.abs(difference).max() < 5 * 0.1 * old.std()


def test_all_other_weights_are_copied(task: Task, tmp_path: Path) -> None:
    model = model_like(task)
    begun = start_from_model(task, start_with(tmp_path, model), OURS, model)
    assert begun.start is not None
    assert {name: weight.shape for name, weight in begun.start.items()} == (
        task.architecture.shapes()
    )
    name = "lstm.weight_hh_l0"
    assert (begun.start[name] == model.network.weights[name]).all()


def test_a_checkpoint_of_another_start_is_not_resumed(task: Task, tmp_path: Path) -> None:
    model = model_like(task)
    start = start_with(tmp_path, model)
    begun = start_from_model(task, start, OURS, model)
    assert begun.identity == task.identity | {"--from": digest(start.path)}


def test_the_start_is_described_with_its_sources_and_its_own_start(
    task: Task, tmp_path: Path
) -> None:
    first = {"name": "english", "digest": "sha256:0"}
    metadata = {
        "corpus": {"name": "letters", "language": "en", "sources": ["100 books, public domain"]},
        "training": {"from": first},
    }
    start = start_with(tmp_path, model_like(task), metadata)
    assert start.describe() == {
        "name": "old",
        "digest": digest(start.path),
        "language": "en",
        "sources": ["100 books, public domain"],
        "from": first,
    }


def write_text(folder: Path, text: str) -> TextFile:
    path = folder / "corpus.txt"
    path.write_text(text, encoding="utf-8")
    return TextFile(path, len(text.encode()), len(text))


@pytest.fixture
def base(task: Task, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A base voice that knows the words ``a``, ``b``, ``e`` and ``t``."""
    path = start_with(tmp_path, model_like(task)).path
    monkeypatch.setattr("wisdom_training.run.fine_tuning.bundled_voice", lambda _: path)
    return path


@pytest.mark.parametrize(
    ("text", "options", "begins", "reason"),
    [
        ("a b e. " * 9, {}, True, "which knows 100% of the words"),
        ("a b e x y. " * 9, {}, True, "which knows 60% of the words"),
        ("a b x y z. " * 9, {}, False, "knows only 40% of the words"),
        ("a b e. " * 9, {"preset": "seed"}, False, "--preset seed has sizes of its own"),
        ("a b e. " * 9, {"vectors": "glove"}, False, "--vectors gives the word model other"),
        ("a b e. " * 9, {"char_overrides": {"hidden": 9}}, False, "--char-hidden gives the model"),
        ("a b e. " * 9, {"char_overrides": {"hidden": 8}}, True, "which knows 100%"),
        ("a b e. " * 9, {"word_overrides": {"dropout": 0.1}}, True, "which knows 100%"),
    ],
)
def test_training_begins_with_the_base_voice_where_it_suits(  # noqa: PLR0913, PLR0917
    base: Path,
    tmp_path: Path,
    text: str,
    options: dict[str, Any],
    begins: bool,
    reason: str,
) -> None:
    said: list[str] = []
    request, text_file = make_request(**options), write_text(tmp_path, text)
    start = choose_start(request, load_start(request.start), text_file, said.append)
    assert (start is not None and start.path == base) == begins
    assert len(said) == 1
    assert reason in said[0]


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize("options", [{"start": "none"}, {"as_base": True}])
def test_without_a_start_nothing_is_said(tmp_path: Path, options: dict[str, Any]) -> None:
    said: list[str] = []
    request = make_request(**options)
    start = load_start(request.start)
    assert choose_start(request, start, write_text(tmp_path, "a " * 9), said.append) is None
    assert said == []


def test_a_named_voice_is_taken_for_any_language(base: Path, tmp_path: Path) -> None:
    said: list[str] = []
    request = make_request(start=str(base))
    text = write_text(tmp_path, "x y")
    start = choose_start(request, load_start(request.start), text, said.append)
    assert start is not None
    assert said == ["both models begin with old.safetensors, which knows 0% of the words"]


def test_a_voice_that_is_missing_is_an_error_before_the_corpus_is_read(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match=r"missing\.safetensors: it does not exist"):
        load_start(str(tmp_path / "missing.safetensors"))


def test_a_package_without_a_base_voice_begins_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wisdom_training.run.fine_tuning.BASE_VOICE", "volapük")
    assert load_start(None) is None


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"hidden": 12}, "has --char-hidden 12, and this run has --char-hidden 8"),
        ({"projection": 3}, "has --char-projection 3, and this run has --char-projection 0"),
        ({"cell": "gru"}, "has --char-cell gru, and this run has --char-cell lstm"),
        (
            {"layer_norm": True},
            "has --char-layer-norm, and this run has --char-no-layer-norm",
        ),
    ],
)
def test_other_sizes_are_refused(
    task: Task, tmp_path: Path, changes: dict[str, object], message: str
) -> None:
    model = model_like(task, **changes)
    with pytest.raises(FlagError) as error:
        start_from_model(task, start_with(tmp_path, model), OURS, model)
    given = message.partition(",")[0].removeprefix("has ")
    assert str(error.value) == (
        f"--from {tmp_path}/old.safetensors: its char model {message}: give {given}"
    )
