import pytest
from hypothesis import given
from hypothesis import strategies as st

from wisdom_training.review.private_data import PrivateSpan, find_private, mask_private

EMAILS, PHONES, CARDS = "e-mail addresses", "telephone numbers", "card numbers"
ADDRESSES, ACCOUNTS, IPS = "postal addresses", "account and identity numbers", "IP addresses"
CODES, COORDINATES = "codes and passwords", "coordinates"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (EMAILS, "ann@example.org"),
        (EMAILS, "ann (at) example (dot) org"),
        (EMAILS, "ann [at] example.org"),
        (EMAILS, "ann AT example DOT co DOT uk"),
        (EMAILS, "ann @ example.org"),
        (EMAILS, "ann arroba ejemplo punto es"),
        (EMAILS, "ann(ät)example.de"),
        (EMAILS, "ann at gmail.com"),
        (PHONES, "+44 (0) 20 7946 0958"),
        (PHONES, "020 – 7946 0958"),
        (PHONES, "٠٧٩٤٦ ٠٩٥٨٧٧"),
        (PHONES, "020·7946·0958"),
        (PHONES, "phone: 12345"),
        (PHONES, "five five five one two three four"),
        (ADDRESSES, "12 Baker Street"),
        (ADDRESSES, "12 baker street"),
        (ADDRESSES, "PO Box 123"),
        (ADDRESSES, "Via Roma 12"),
        (ADDRESSES, "12 bis rue des Lilas"),
        (ADDRESSES, "Keizersgracht 123"),
        (ADDRESSES, "ul. Marszałkowska 10"),
        (ADDRESSES, "Springfield, IL 62704"),
        (ADDRESSES, "SW1A 1AA"),
        (ADDRESSES, "K1A 0B1"),
        (ADDRESSES, "D-10115 Berlin"),
        (CARDS, "4111 1111 1111 1111"),
        (CARDS, "4111.1111.1111.1111"),
        (CARDS, "4111–1111–1111–1111"),
        (ACCOUNTS, "gb82 west 1234 5698 7654 32"),
        (ACCOUNTS, "account number is 12345678"),
        (ACCOUNTS, "sort code 20-00-00"),
        (ACCOUNTS, "passport no. L01X00T47"),
        (ACCOUNTS, "078-05-1120"),
        (IPS, "192[.]168[.]0[.]1"),
        (IPS, "192 dot 168 dot 0 dot 1"),
        (IPS, "00:1B:44:11:3A:B7"),
        (IPS, "fe80::1%eth0"),
        (CODES, "password: hunter"),
        (CODES, "password is Tr0ub4dor&3"),
        (CODES, "pin 4711"),
        (CODES, "123456 is your Google verification code"),
        (COORDINATES, "40.7128, -74.0060"),
        (COORDINATES, "40°42'46\"N 74°00'22\"W"),
        (COORDINATES, "N 40° 42.767 W 074° 00.360"),
        (COORDINATES, "///filled.count.soap"),
    ],
)
def test_what_is_private(kind: str, text: str) -> None:
    before = "So it is "
    (span,) = find_private(f"{before}{text} then")
    assert (span.kind, f"{before}{text}"[span.start :]) == (kind, text)


@pytest.mark.parametrize(
    "text",
    [
        "In 1851, on the 3rd of May 2024, 2024-05-31 12:30:00, 31.05.2024, 12.30-14.45.",
        "The 1990s, Covid19, iPhone 14, 3pm-5pm, 10k, 5'10\", 100%, 24/7, 1080p, 4x4, H2O, mp3.",
        "John 3:16-18 and Jonah 1.17. Chapters 10, 11, 12 and 13.",
        "It costs $1,234,567.89, or €12.50, or 12 345 678 euros; 10000000 views.",
        "We won 21-19, 21-17, and then 6-4 3-6 6-4 7-5.",
        "ISBN 978-3-16-148410-0 and ISBN 3-16-148410-X; 9783161484100.",
        "I was at home. Then, at some point in May, at one dot com we met.",
        "one two three four five six seven eight",
        "my password is wrong, and the code is simple",
        "walked 2 miles down the road, 5 minutes from main street",
        "Katie 14, Brigade 12, During 1951.",
        "On 11 July at dawn entered the Bosphorus.",
        "3.14159 is pi.",
    ],
)
def test_what_is_not_private(text: str) -> None:
    assert find_private(text) == []


def test_a_card_has_a_check_digit() -> None:
    assert find_private("4111-1111-1111-1112") == []


def test_numbers_of_a_country_are_known_in_every_form() -> None:
    assert find_private("ring 55 12 34 56 up") == [PrivateSpan(0, 16, PHONES)]
    assert find_private("it was 55 12 34 56 I think") == []
    assert find_private("it was 55 12 34 56 I think", ["DK"]) == [PrivateSpan(7, 18, PHONES)]


def test_places_are_those_of_the_text_as_it_was() -> None:
    text = "so\u200e ann\u2060@example.org\u200e!"
    (span,) = find_private(text)
    assert text[span.start : span.end] == "ann\u2060@example.org"


def test_the_sentence_goes_with_what_is_private() -> None:
    text = "Good news! Write to ann@example.org or 12 Baker Street. See you."
    assert mask_private(text) == ("Good news! See you.", {EMAILS: 1, ADDRESSES: 1})


def test_the_document_goes_if_that_is_all() -> None:
    assert mask_private("ann@example.org") == ("", {EMAILS: 1})


def test_a_text_without_anything_private_stays_as_it_is() -> None:
    assert mask_private(" In 1851.\n\n\nSo. ") == (" In 1851.\n\n\nSo. ", {})


@given(st.text(st.sampled_from("a1 .@-(:°\u200e٠A\n"), max_size=60))
def test_places_follow_each_other_in_any_text(text: str) -> None:
    places = [place for span in find_private(text) for place in (span.start, span.end)]
    assert places == sorted(places)
    assert not places or (places[0] >= 0 and places[-1] <= len(text))
