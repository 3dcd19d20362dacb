"""A task, and where its checkpoint is."""

import pickle
from pathlib import Path

import pytest

from training.tasks import TOKENS, make_task
from wisdom_training.errors import CorpusError
from wisdom_training.train.task import TrainingJob, checkpoint_path


def test_less_text_than_one_batch_is_an_error_that_says_what_to_change(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as error:
        make_task(tmp_path, batch=100, steps=17)
    assert str(error.value) == (
        "the char model's training part has 1,600 tokens, fewer than one batch: add more text, "
        "or lower --char-batch (100) or --char-steps (17)"
    )


def test_a_checkpoint_is_beside_the_voice() -> None:
    assert checkpoint_path(Path("out/v.safetensors"), "word") == Path(
        "out/v.safetensors.word.checkpoint"
    )


def test_an_epoch_has_its_batches(tmp_path: Path) -> None:
    assert make_task(tmp_path, batch=4, steps=10).batches == 1600 // 40


def test_a_job_can_be_sent_to_another_process(tmp_path: Path) -> None:
    job = TrainingJob(make_task(tmp_path), TOKENS, resume=True)
    copy = pickle.loads(pickle.dumps(job))  # noqa: S301 (our own)
    assert copy == job
    assert copy.device == "cpu"
