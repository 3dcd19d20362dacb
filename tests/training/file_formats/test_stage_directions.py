"""What transcripts say of sounds and gestures."""

import pytest

from wisdom_training.file_formats.stage_directions import drop_stage_directions


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Thank you. (APPLAUSE) So be it.", "Thank you. So be it."),
        ("Thank you (Laughter.), all.", "Thank you, all."),
        ("[laughter] Thank you.", "Thank you."),
        ("Thank you [crosstalk 00:12:03].", "Thank you."),
        ("Mr. Celik (ph) came.", "Mr. Celik came."),
        ("(BEGIN VIDEO CLIP)", ""),
        ("Thank you. (UNIDENTIFIED MAN SHOUTS)", "Thank you."),
        ("♪ la la la ♪", ""),
        ("Vielen Dank. (Beifall bei allen)", "Vielen Dank."),
    ],
)
def test_directions_are_left_out(text: str, left: str) -> None:
    assert drop_stage_directions(text) == left


@pytest.mark.parametrize(
    "text", ["It was (I think) in May.", "The UN (UNESCO) said so.", "In May (1984)  then."]
)
def test_brackets_of_the_speakers_stay(text: str) -> None:
    assert drop_stage_directions(text) == text
