from wisdom_training.review.plain_form import PlainText


def test_digits_dashes_and_spaces_have_one_form() -> None:
    assert PlainText.of("٠٧–9\u00a0１−२·ａ").text == "07-9 1-2.a"


def test_other_characters_stay() -> None:
    assert PlainText.of("m² ½ … é 😀").text == "m² ½ … é 😀"


def test_invisible_characters_go_and_places_are_those_of_the_original() -> None:
    plain = PlainText.of("a\u200e5\u20605é")
    assert plain.text == "a55é"
    assert plain.locate(1, 3) == (2, 5)


def test_places_in_a_text_of_equal_length_are_the_same() -> None:
    assert PlainText.of("é–5").locate(1, 3) == (1, 3)
