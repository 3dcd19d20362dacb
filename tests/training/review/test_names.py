"""Names that are found in small corpora, and their ranks."""

from collections.abc import Collection, Mapping
from datetime import datetime

from wisdom_training.corpus.json_lines import CorpusDocument
from wisdom_training.review.decisions import KEEP, MASK, Decision
from wisdom_training.review.names import Candidate, find_names


def find(
    *texts: str, people: Collection[str] = (), decisions: Mapping[str, Decision] | None = None
) -> list[Candidate]:
    documents = [CorpusDocument(text) for text in texts]
    return find_names(lambda: documents, people, decisions or {}).candidates


def rank(*texts: str, people: Collection[str] = ()) -> dict[tuple[str, ...], int]:
    return {each.names: each.rank for each in find(*texts, people=people)}


def test_a_capital_inside_a_sentence() -> None:
    assert rank("we saw Çelik there") == {("çelik",): 2}


def test_words_that_come_in_small_letters_as_often_are_no_names() -> None:
    assert rank("We read The Sea.", "the sea", "Read it, we said") == {}


def test_a_name_that_is_seldom_in_small_letters() -> None:
    (found,) = find("we saw Ann and Ann", "and ann came")
    assert (found.names, found.count, found.forms) == (("ann",), 3, {"Ann": 2, "ann": 1})


def test_what_comes_at_the_beginning_alone_is_ranked_last() -> None:
    assert rank("Ann came.", "we came") == {("ann",): 3}


def test_words_after_which_names_come() -> None:
    text = "so dear Ann came, thanks ben came"
    assert rank(text, "so thanks came, dear") == {("ann",): 1, ("ben",): 1}


def test_small_letters_after_a_title_prove_nothing() -> None:
    assert rank("so said professor bitterly", "so said professor Lee") == {("lee",): 1}


def test_people_on_the_lists_are_found_in_small_letters() -> None:
    assert rank("so ann came", people={"ann", "ben"}) == {("ann",): 0}


def test_a_name_that_is_another_word_in_small_letters_is_two_candidates() -> None:
    found = find("we saw Will", "we will", "will we, will", "Will saw", people={"will"})
    assert [(each.names, each.count) for each in found] == [(("Will",), 2), (("will",), 3)]


def test_the_form_with_s_goes_with_the_name() -> None:
    (found,) = find("so we saw Annas boat and Anna, Anna")
    assert (found.names, found.count) == (("anna", "annas"), 3)


def test_articles_come_before_other_words() -> None:
    assert rank("we saw the Fram, saw a Fram") == {("fram",): 3}


GERMAN = (
    "wir sahen gestern den Hund und die Katze am Zaun, dann kam Anna mit dem Rad, und wir gingen "
    "in den Garten, wo der Tisch im Schatten stand, und tranken einen Kaffee mit Anna und aßen "
    "den Kuchen, den Wohnung und Freiheit nicht ersetzen "
)


def test_nouns_of_german_are_ranked_last() -> None:
    found = find(*[GERMAN] * 6)
    assert [each.title for each in found if each.rank < 3] == ["Anna"]
    assert {"Hund", "Katze", "Wohnung", "Freiheit"} <= {each.title for each in found}


def test_frequent_names_come_first_and_those_of_one_year_before_others() -> None:
    texts = {2020: "we saw Ann, Ben, Cem", 2021: "we saw Ann, Ben, Dana, Dana", 2022: "so we, Ann"}
    documents = [
        CorpusDocument(text, datetime(year, 1, 1))  # noqa: DTZ001
        for year, text in texts.items()
    ]
    found = find_names(lambda: documents, (), {}).candidates
    assert [each.title for each in found] == ["Dana", "Ann", "Ben", "Cem"]
    assert found[0].years == {2021: 2}


def test_three_contexts_are_shown_the_last_one_among_them() -> None:
    (found,) = find(*(f"here is number {word} of Ann\x1b[0m, so" for word in "pqrst"))
    assert [before[-5:] for before, _, _ in found.contexts] == ["p of ", "q of ", "t of "]
    assert found.contexts[0] == ("here is number p of ", "Ann", " [0m, so")


def test_what_is_decided_is_not_asked_again() -> None:
    assert find("we saw Ann and Ben", decisions={"ann": KEEP, "Ben": MASK}) == []


def test_a_masked_name_is_looked_for_in_small_letters() -> None:
    (found,) = find("so ben came, ben came", decisions={"Ben": MASK})
    assert (found.names, found.rank) == (("ben",), 0)


def test_the_words_of_the_corpus_are_known() -> None:
    documents = [CorpusDocument("So Çelik came.")]
    assert set(find_names(lambda: documents, (), {}).words) == {"so", "celik", "came"}
