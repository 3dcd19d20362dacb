"""TensorBoard's event files, read back with TensorBoard's own reader."""

import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("tensorboard")

from tensorboard.backend.event_processing.event_file_loader import EventFileLoader

from training.reports import Clock
from wisdom_training.errors import TrainingError
from wisdom_training.progress.reports import Progress
from wisdom_training.progress.tensorboard import TensorBoardDisplay


def at(
    update: int, loss: float = 2.0, validation: float | None = None, sample: str | None = None
) -> Progress:
    return Progress(update, 100, 1, 2, loss, validation, 0.5, update * 3200, sample)


def read(folder: Path) -> list[Any]:
    """All events of the one file in ``folder`` but the first, which names the format."""
    (path,) = folder.iterdir()
    return list(EventFileLoader(str(path)).Load())[1:]


def values(folder: Path) -> list[tuple[int, str, float]]:
    """Step, tag and value of every scalar."""
    return [
        (event.step, value.tag, value.tensor.float_val[0])
        for event in read(folder)
        for value in event.summary.value
        if value.tensor.float_val
    ]


def test_reports_become_scalars(tmp_path: Path) -> None:
    clock = Clock()
    scalars = TensorBoardDisplay(tmp_path / "runs", print, clock)
    scalars.show("char", at(0, math.nan))
    clock.now = 4
    scalars.show("char", at(8))
    clock.now = 10
    scalars.show("char", at(20, 2.0, 0.5))
    clock.now = 11
    scalars.show("char", at(21, 2.0, 0.5))
    scalars.close()
    assert values(tmp_path / "runs" / "char") == [
        (0, "learning rate", 0.5),
        (20, "loss/train", 2.0),
        (20, "learning rate", 0.5),
        (20, "tokens per second", 6400.0),
        (20, "loss/validation", 0.5),
        (20, "bits per character", pytest.approx(0.5 / math.log(2))),
    ]


def test_a_word_models_loss_becomes_a_perplexity(tmp_path: Path) -> None:
    scalars = TensorBoardDisplay(tmp_path, print, Clock())
    scalars.show("word", at(100, 5.0, 4.0))
    scalars.close()
    found = {tag: value for _, tag, value in values(tmp_path / "word")}
    assert found["perplexity"] == pytest.approx(math.exp(4))


def test_an_evaluation_and_the_end_are_never_left_out(tmp_path: Path) -> None:
    scalars = TensorBoardDisplay(tmp_path, print, Clock())
    for report in (at(1), at(2, 2.0, 3.0), at(3, 2.0, 3.0), at(100, 1.0, 3.0)):
        scalars.show("char", report)
    scalars.close()
    found = [step for step, tag, _ in values(tmp_path / "char") if tag == "loss/train"]
    assert found == [1, 2, 100]


def test_samples_become_text(tmp_path: Path) -> None:
    scalars = TensorBoardDisplay(tmp_path, print, Clock())
    scalars.show("char", at(1))
    scalars.show("char", at(2, sample="Call *me*\n\n<b>Ahab</b>."))
    scalars.close()
    found = [
        (event.step, value.tag, value.tensor.string_val[0].decode())
        for event in read(tmp_path / "char")
        for value in event.summary.value
        if value.tensor.string_val
    ]
    assert found == [(2, "sample", "    Call *me* <b>Ahab</b>.")]


def test_a_resumed_run_voids_what_came_after_its_checkpoint(tmp_path: Path) -> None:
    scalars = TensorBoardDisplay(tmp_path, print, Clock())
    scalars.show("char", at(40))
    scalars.close()
    first = read(tmp_path / "char")[0]
    assert (first.step, first.session_log.status) == (40, first.session_log.START)


def test_each_model_is_a_run(tmp_path: Path) -> None:
    scalars = TensorBoardDisplay(tmp_path, print, Clock())
    scalars.show("char", at(1))
    scalars.show("word", at(1))
    scalars.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["char", "word"]


def test_a_folder_that_cannot_be_created_is_reported_before_training(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(TrainingError, match=r"--tensorboard is .*file: cannot create that folder"):
        TensorBoardDisplay(tmp_path / "file", print)


def test_a_full_disk_ends_the_writing_and_not_the_training(tmp_path: Path) -> None:
    messages: list[str] = []
    (tmp_path / "char").write_text("")  # where the run's folder should be
    scalars = TensorBoardDisplay(tmp_path, messages.append, Clock())
    for update in (1, 2, 100):
        scalars.show("char", at(update))
    scalars.close()
    (message,) = messages
    assert message.startswith(f"stopped writing for TensorBoard into {tmp_path}: ")
    assert message.endswith(". The training continues")


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tensorboard", None)
    with pytest.raises(TrainingError) as caught:
        TensorBoardDisplay(tmp_path / "runs", print)
    assert str(caught.value) == (
        "--tensorboard needs tensorboard, which is not installed: "
        'pip install "mkdocs-wisdom[train,tensorboard]"'
    )
    assert not (tmp_path / "runs").exists()


def test_writing_imports_neither_torch_nor_tensorflow(tmp_path: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from wisdom_training.progress.reports import Progress
from wisdom_training.progress.tensorboard import TensorBoardDisplay
scalars = TensorBoardDisplay(Path({str(tmp_path)!r}), print)
scalars.show("char", Progress(1, 2, 1, 1, 2.0, 2.0, 0.1, 10, "Ahab."))
scalars.close()
print(sorted({{"torch", "tensorflow"}} & sys.modules.keys()))
"""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True
    )
    assert (run.stdout, run.stderr) == ("[]\n", "")
