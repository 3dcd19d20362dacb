"""Starting with another voice's weights."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from training.tasks import VOCABULARY, make_task
from wisdom_model.network.language_model import Network
from wisdom_model.text.vocabulary import UNKNOWN, Vocabulary
from wisdom_model.voice.file import LanguageModel, Voice, digest, save_voice
from wisdom_training.errors import FlagError
from wisdom_training.run.fine_tuning import start_from_model
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


def write(folder: Path, model: LanguageModel) -> Path:
    path = folder / "old.safetensors"
    save_voice(path, Voice(model, model, {}))
    return path


def test_rows_follow_their_tokens(task: Task, tmp_path: Path) -> None:
    model = model_like(task)
    begun, _ = start_from_model(task, write(tmp_path, model), OURS, model)
    assert begun.start is not None
    assert len(OURS) == VOCABULARY
    for name in ("embedding.weight", "decoder.weight", "decoder.bias"):
        rows, old = begun.start[name], model.network.weights[name]
        for token in (UNKNOWN, "e", "a", "t"):
            assert (rows[OURS.ids[token]] == old[THEIRS.ids[token]]).all()
        assert np.abs(rows[OURS.ids["z"]]).max() <= 0.1
    assert (begun.start["decoder.bias"][[3, 4, 5]] == 0).all()


def test_all_other_weights_are_copied(task: Task, tmp_path: Path) -> None:
    model = model_like(task)
    begun, note = start_from_model(task, write(tmp_path, model), OURS, model)
    assert begun.start is not None
    assert {name: weight.shape for name, weight in begun.start.items()} == (
        task.architecture.shapes()
    )
    name = "lstm.weight_hh_l0"
    assert (begun.start[name] == model.network.weights[name]).all()
    assert note == "the char model begins with old.safetensors, which has 4 of its 7 tokens"


def test_a_checkpoint_of_another_start_is_not_resumed(task: Task, tmp_path: Path) -> None:
    model = model_like(task)
    path = write(tmp_path, model)
    begun, _ = start_from_model(task, path, OURS, model)
    assert begun.identity == task.identity | {"--from": digest(path)}


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
        start_from_model(task, tmp_path / "old.safetensors", OURS, model)
    given = message.partition(",")[0].removeprefix("has ")
    assert str(error.value) == (
        f"--from {tmp_path}/old.safetensors: its char model {message}: give {given}"
    )
