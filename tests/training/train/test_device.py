"""The device to train on."""

import pytest
import torch

from wisdom_training.errors import FlagError
from wisdom_training.train.device import resolve_device


def give(monkeypatch: pytest.MonkeyPatch, *, cards: int, apple: bool = False) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: cards > 0)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: cards)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: apple)


@pytest.mark.parametrize(
    ("cards", "apple", "asked", "found"),
    [
        (0, False, "auto", "cpu"),
        (0, True, "auto", "mps"),
        (2, False, "auto", "cuda:0"),
        (2, False, "cuda", "cuda:0"),
        (2, False, "cuda:1", "cuda:1"),
        (2, False, "cpu", "cpu"),
    ],
)
def test_a_device_is_found(
    monkeypatch: pytest.MonkeyPatch, cards: int, apple: bool, asked: str, found: str
) -> None:
    give(monkeypatch, cards=cards, apple=apple)
    assert resolve_device(asked) == found


def test_what_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, cards=2)
    with pytest.raises(FlagError) as error:
        resolve_device("cuda:2")
    assert str(error.value) == (
        f"--device is cuda:2: torch {torch.__version__} finds only cuda:0, cuda:1, cpu here; "
        f"give one of them, or auto"
    )
