import pytest

from wisdom_training.review.occurrences import list_occurrences


def find(text: str) -> list[tuple[str, bool, str]]:
    return [(each.word, each.inside, each.previous) for each in list_occurrences(text)]


def test_words_inside_a_sentence_know_the_word_before() -> None:
    assert find("Well, ANN met Ben.\nSo") == [
        ("Well", False, ""),
        ("ANN", True, "well"),
        ("met", True, "ann"),
        ("Ben", True, "met"),
        ("So", False, ""),
    ]


@pytest.mark.parametrize("gap", [". ", "! ", "\n", ": ", " “", " – ", " (", "… ", " 😀 "])
def test_a_sentence_begins(gap: str) -> None:
    assert find(f"So{gap}Ann")[1] == ("Ann", False, "")


@pytest.mark.parametrize("gap", [" ", ", ", " & ", "/", "  ", ", '"])
def test_a_sentence_goes_on(gap: str) -> None:
    assert find(f"So{gap}Ann")[1] == ("Ann", True, "so")


def test_titles_are_no_names_and_end_no_sentence() -> None:
    assert find("Mr. Lee") == [("Lee", True, "mr")]


def test_a_handle_has_its_mark_before_it() -> None:
    assert find("so @Ann")[1] == ("Ann", True, "@")


def test_parts_of_words() -> None:
    words = [each[0] for each in find("Ann’s Jo-Anne O'Brien don't 2nd x Çelik'in l'Ann")]
    assert words == ["Ann", "Jo", "Anne", "Brien", "Çelik", "Ann"]


def test_places_are_those_in_the_text() -> None:
    text = "So Jo-Anne"
    assert [text[each.start : each.end] for each in list_occurrences(text)] == ["So", "Jo", "Anne"]
