import pytest

from wisdom_training.review.decisions import KEEP, MASK, Decision
from wisdom_training.review.name_matcher import NameMatcher, fit_case

MATCHER = NameMatcher(
    {
        "ann": MASK,
        "çelik": Decision("replace", "Deniz"),
        "Will": MASK,
        "ann-lee": KEEP,
        "anns": KEEP,
        "李明": MASK,
    }
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("So. Ann came. Aye.", "So. Aye."),
        ("So. I saw ann’s boat. Aye.", "So. Aye."),
        ("So. ANN! Aye.", "So. Aye."),
        ("So. Àññ! Aye.", "So. Aye."),
        ("So. Jo-Ann came. Aye.", "So. Aye."),
        ("Ann came", ""),
        ("So. 我见李明了。 Aye.", "So. Aye."),
        ("Anna came, and I will. Ann-Lee did, and the Anns.",) * 2,
        ("So. Will came. I will.", "So. I will."),
        ("So. WILL came. I will.", "So. I will."),
    ],
)
def test_the_sentence_of_a_masked_name_is_left_out(text: str, left: str) -> None:
    assert MATCHER.apply(text) == left


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        ("Çelik’s boat", "Deniz’s boat"),
        ("celik, ÇELIK and Celik", "deniz, DENIZ and Deniz"),
        ("Çelik. Ann. Çelik-Ray.", "Deniz. Deniz-Ray."),
    ],
)
def test_a_name_is_replaced_wherever_it_is(text: str, replaced: str) -> None:
    assert MATCHER.apply(text) == replaced


def test_a_text_without_names_stays_as_it_is() -> None:
    assert MATCHER.apply("So \n\n\n it is. ") == "So \n\n\n it is. "


@pytest.mark.parametrize(
    ("name", "other"),
    [("Ann", "Deniz"), ("ann", "deniz"), ("ANN", "DENIZ"), ("McLee", "Deniz"), ("A", "Deniz")],
)
def test_the_case_is_that_of_the_name(name: str, other: str) -> None:
    assert fit_case("Deniz", name) == other
