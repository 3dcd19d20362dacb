"""Curves: their text, equal files for equal runs, errors."""

import math
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from wisdom_training.errors import TrainingError
from wisdom_training.progress.curves import draw_curves
from wisdom_training.progress.reports import Evaluation

LN2 = math.log(2)
CHAR = [
    Evaluation(1, 3.0 * LN2, 2.5 * LN2, 0.002),
    Evaluation(2, 2.0 * LN2, 2.125 * LN2, 0.004),
    Evaluation(3, 1.5 * LN2, 2.25 * LN2, 0.001),
]
WORD = [Evaluation(0.5, 6.0, 5.5, 0.003), Evaluation(1, 5.0, 4.75, 0.0)]


def texts(path: Path) -> list[str]:
    """All text in an SVG."""
    root = ET.fromstring(path.read_text("utf-8"))  # noqa: S314 (our own)
    return [
        (element.text or "").strip() for element in root.iter("{http://www.w3.org/2000/svg}text")
    ]


def test_both_models_have_their_losses_and_their_best_evaluation(tmp_path: Path) -> None:
    draw_curves(tmp_path / "a.svg", {"char": CHAR, "word": WORD}, "Moby-Dick")
    read = texts(tmp_path / "a.svg")
    for words in (
        "Moby-Dick",
        "character model",
        "text (validation), in bits per character",
        "best: 2.125 after epoch 2",
        "word model",
        "text (validation), in nats per token",
        "best: 4.750 after epoch 1",
    ):
        assert read.count(words) == 1
    for words in ("training", "held-out", "learning rate", "epoch"):
        assert read.count(words) == 2


def test_losses_are_told_apart_by_dashes(tmp_path: Path) -> None:
    draw_curves(tmp_path / "a.svg", {"char": CHAR})
    lines = [each for each in ET.parse(tmp_path / "a.svg").iter() if each.get("stroke-width")]  # noqa: S314 (our own)
    paths = [each for each in lines if each.get("d")]
    assert [each.get("stroke-dasharray") for each in paths] == ["5 3", None, None]
    assert [each.get("class") for each in paths] == ["line", "line strong", "line"]


def test_who_does_not_see_them_hears_the_figures(tmp_path: Path) -> None:
    draw_curves(tmp_path / "a.svg", {"char": CHAR, "word": WORD}, "Moby-Dick")
    root = ET.fromstring((tmp_path / "a.svg").read_text("utf-8"))  # noqa: S314 (our own)
    title, description = (
        root.findtext(f"{{http://www.w3.org/2000/svg}}{each}") for each in ("title", "desc")
    )
    assert title == "Moby-Dick: losses and learning rate"
    assert description == (
        "The character model, bits per character, after epochs 1 to 3. Loss on the training text: "
        "from 3.000 to 1.500. Loss on held-out text: from 2.500 to 2.250, best: 2.125 after epoch "
        "2. Learning rate: from 0.002 to 0.001, at most 0.004. The word model, nats per token, "
        "after epochs 0.5 to 1. Loss on the training text: from 6.000 to 5.000. Loss on held-out "
        "text: from 5.500 to 4.750, best: 4.750 after epoch 1. Learning rate: from 0.003 to 0, at "
        "most 0.003."
    )


def test_equal_histories_give_equal_files(tmp_path: Path) -> None:
    draw_curves(tmp_path / "a.svg", {"char": CHAR, "word": WORD})
    draw_curves(tmp_path / "b.svg", {"word": WORD, "char": CHAR})
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_titles_are_text_and_no_markup(tmp_path: Path) -> None:
    draw_curves(tmp_path / "a.svg", {"char": CHAR}, "my $words_$ & <co>")
    assert "my $words_$ & <co>" in texts(tmp_path / "a.svg")


def test_the_models_are_one_below_the_other(tmp_path: Path) -> None:
    draw_curves(tmp_path / "a.svg", {"char": CHAR})
    draw_curves(tmp_path / "b.svg", {"char": CHAR, "word": WORD})
    sizes = [
        ET.fromstring((tmp_path / name).read_text("utf-8")).get("viewBox")  # noqa: S314 (our own)
        for name in ("a.svg", "b.svg")
    ]
    assert sizes == ["0 0 360 430", "0 0 360 852"]


def test_a_single_evaluation_is_drawn(tmp_path: Path) -> None:
    draw_curves(tmp_path / "a.svg", {"word": WORD[:1]})
    assert "best: 5.500 after epoch 0.5" in texts(tmp_path / "a.svg")


def test_a_model_without_evaluations_is_left_out(tmp_path: Path) -> None:
    draw_curves(tmp_path / "a.svg", {"char": [], "word": WORD})
    assert "character model" not in texts(tmp_path / "a.svg")


def test_no_evaluations_at_all_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="no loss on held-out text is recorded") as caught:
        draw_curves(tmp_path / "a.svg", {"char": []})
    assert "--char-evaluate-every" in str(caught.value)


def test_what_cannot_be_written_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("No space left on device")

    (tmp_path / "a.svg").write_text("before")
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(TrainingError, match=r"cannot write the curves .*a\.svg: No space left"):
        draw_curves(tmp_path / "a.svg", {"char": CHAR})
    assert [path.name for path in tmp_path.iterdir()] == ["a.svg"]
    assert (tmp_path / "a.svg").read_text() == "before"
