import pytest

from wisdom_training.review.omission import count_sentences, leave_out


def omit(text: str, *words: str) -> str:
    return leave_out(text, [(text.index(word), text.index(word) + len(word)) for word in words])


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("Aye. Call Ann. So be it.", ["Ann"], "Aye. So be it."),
        ("Call Ann. So be it.", ["Ann"], "So be it."),
        ("So be it. Call Ann.", ["Ann"], "So be it."),
        ("Call Ann.", ["Ann"], ""),
        ("Call Ann", ["Ann"], ""),
        ("So be it.", [], "So be it."),
        ("One\nAnn here\nTwo", ["Ann"], "One\nTwo"),
        ("One. Ann here.\nTwo", ["Ann"], "One.\nTwo"),
        ("One.\n\nAnn.\n\nTwo.", ["Ann"], "One.\n\nTwo."),
        ("One.\n\nAnn. So.\n\nTwo.", ["Ann"], "One.\n\nSo.\n\nTwo."),
        ("A one. B two. C three.", ["one", "three"], "B two."),
        ("见李明。好。", ["李"], "好。"),
        ("A one. B two. C three.", ["one. B"], "C three."),
    ],
)
def test_sentences_are_left_out(text: str, words: list[str], left: str) -> None:
    assert omit(text, *words) == left


def test_places_may_be_inside_each_other() -> None:
    assert (
        leave_out("A one. B two. C three. D four.", [(8, 9), (1, 12), (2, 3)]) == "C three. D four."
    )


def test_a_place_between_sentences_takes_none() -> None:
    assert leave_out("One. Two.", [(4, 4)]) == "One. Two."


@pytest.mark.parametrize(("text", "count"), [("", 0), ("One", 1), ("One. Two!\n\nThree\nfour", 4)])
def test_sentences_are_counted(text: str, count: int) -> None:
    assert count_sentences(text) == count
