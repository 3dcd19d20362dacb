import pytest

from wisdom_model.text.sentences import (
    ENDERS,
    break_off,
    continues_sentence,
    ends_sentence,
    find_sentence_ends,
    needs_space,
)


@pytest.mark.parametrize(
    "text",
    ["It is.", "Is it?", "So!", 'He said "so."', "Well…", "(Yes.)", "So did I.", "好。", "It is. "],
)
def test_whole_sentences(text: str) -> None:
    assert ends_sentence(text)


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("Devanagari", "यह समुद्र है।"),
        ("Urdu", "یہ سمندر ہے۔"),
        ("Arabic", "أين البحر؟"),
        ("Armenian", "Ծովը կապույտ է։"),
        ("Burmese", "ပင်လယ်ပြာသည်။"),
        ("Ethiopic", "ባሕሩ ሰማያዊ ነው።"),
        ("Khmer", "សមុទ្រពណ៌ខៀវ។"),
        ("halfwidth", "海は青い｡"),
        ("Latin", "What‽"),
    ],
)
def test_every_script_has_its_own_marks(script: str, sentence: str) -> None:
    assert ends_sentence(sentence), script
    assert not ends_sentence(sentence[:-1])
    twice = f"{sentence} {sentence}"
    assert list(find_sentence_ends(twice)) == [len(sentence), len(twice)]


def test_the_marks_are_those_of_unicode() -> None:
    assert len(ENDERS) == 172 + len("…")
    assert {"!", ".", "?", "…", "。", "！", "？"} <= ENDERS
    assert not ENDERS & set(",;:·-")


@pytest.mark.parametrize("text", ["", "It is", "It is,", "Mr.", "So said Dr.", "J.", '"'])
def test_unfinished_sentences(text: str) -> None:
    assert not ends_sentence(text)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("One. “Two!” Three", [4, 11]),
        ("Mr. Flask saw J. Starbuck.", [26]),
        ("At 3.15 it was over...\n\nSo", [22]),
        ("我是以实玛利。（海很大。）完", [7, 13]),
        ("", []),
    ],
)
def test_ends_of_sentences(text: str, ends: list[int]) -> None:
    assert list(find_sentence_ends(text)) == ends


@pytest.mark.parametrize(
    ("token", "closing"), [('"', True), ("?", True), ("5", True), (" A", False)]
)
def test_what_continues_a_sentence(token: str, *, closing: bool) -> None:
    assert continues_sentence(token) is closing


def test_break_off() -> None:
    assert break_off("One. Two, and—") == "One. Two, and…"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", False), ("the ", False), ("So.\n\n", False), ("the", True), ("the,", True),
        ("(", False), ("Pequod-", False), ('"', False), ('he said, "', False),
        ('"Aye,"', True), ("“", False), ("”", True), ("'", False), ("so:—", False),
    ],
)  # fmt: skip
def test_whether_a_word_needs_a_space(text: str, expected: bool) -> None:
    assert needs_space(text) is expected
