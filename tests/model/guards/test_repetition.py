import pytest

from wisdom_model.guards.repetition import find_loop, split_sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("No, no, no! No.", "one word comes 4 times in a row"),
        ("Round and round and round and off.", "the same 2 words come 3 times in a row"),
        ("And the sea, and the sea and the sea.", "the same 3 words come 3 times in a row"),
        (
            "To the sea we went. To the sea we go. To the sea we shall come.",
            "the same 4 words come 3 times within 200 words",
        ),
        ("Call me Ahab. So he said: “No.” Call me—Ahab!", "a sentence of 3 words comes 2 times"),
        ("So it is.\n\nWhy?\n\nSo it is.", "a sentence of 3 words comes 2 times"),
    ],
)
def test_loops(text: str, found: str) -> None:
    assert find_loop(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "It was very, very, very far.",
        "Round and round and round they went.",
        "To the sea we went. To the sea we go.",
        "Aye, aye! said Mr. Starbuck. Aye, aye! said Mr. Stubb.",
        "好好好。海は広い。海は大きい。海は青い。",
        " ".join(["In the very beginning"] + [f"w{i}" for i in range(100)]) * 3,
    ],
)
def test_no_loops(text: str) -> None:
    assert find_loop(text) is None


def test_the_limits_are_exact() -> None:
    phrase = "in the very beginning"
    near, far = (" ".join(f"w{i}" for i in range(gap)) for gap in (94, 95))
    assert find_loop(f"{phrase} {near} {phrase} {near} {phrase}") == (
        "the same 4 words come 3 times within 200 words"  # 3 * 4 + 2 * 94 = 200
    )
    assert find_loop(f"{phrase} {near} {phrase} {far} {phrase}") is None
    assert find_loop("So it went. So it went.") == "a sentence of 3 words comes 2 times"
    assert find_loop("It went. It went.") is None


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", [""]),
        ("One. Two! Three", ["One.", " Two!", " Three"]),
        ("“Aye,” said Mr. Stubb. “So.”", ["“Aye,” said Mr. Stubb.", " “So.”"]),
        ("One\n\nTwo.", ["One\n", "\n", "Two."]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences
