from itertools import islice

from wisdom_training.review.invented_names import _NAMES, _list_names, invent_name


def test_a_name_begins_with_the_same_letter_and_is_not_in_the_corpus() -> None:
    assert invent_name("ann", {"arden"}) == "Auben"
    assert invent_name("Çelik", ()) == "Corin"


def test_a_name_of_another_letter_is_taken_before_one_is_made_of_syllables() -> None:
    assert invent_name("Ann", {"arden", "auben", "avery"}) == "Blair"
    table = {name.casefold() for name in _NAMES}
    assert invent_name("Ann", table) == "Aal"
    assert invent_name("Дмитрий", {*table}) == "Tal"


def test_the_names_of_the_table_differ() -> None:
    assert len(set(_NAMES)) == len(_NAMES)
    assert set(islice(_list_names("Ann"), len(_NAMES))) == set(_NAMES)
