import pytest

from wisdom_model.guards.personal_data import PersonalSpan, find_personal, find_spans


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Write to ahab.p+x@pequod.co.uk.", "an email address"),
        ("See https://x.y/z or so.", "a web address"),
        ("See WWW.pequod.", "a web address"),
        ("At pequod.com, that is.", "a web address"),
        ("Ask @ahab_1 of it.", "an @name"),
        ("IBAN GB82 WEST 1234 5698 7654 32.", "an IBAN"),
        ("Pay DE89370400440532013000 now.", "an IBAN"),
        ("Card 4111 1111 1111 1111 is.", "a card number"),
        ("Card 378282246310005.", "a card number"),
        ("His 078-05-1120, he said.", "a social security number"),
        ("At 192.168.0.1.", "an IP address"),
        ("At 2001:db8::1 or so.", "an IP address"),
        ("Call +44 20 7946 0958.", "a phone number"),
        ("Call +1 (212) 555-0123.", "a phone number"),
        ("Call (212) 555-0123!", "a phone number"),
        ("Call 555-1234.", "a phone number"),
        ("Call 212.555.0123.", "a phone number"),
        ("Call 01 23 45 67 89.", "a phone number"),
        ("Call 030/1234567.", "a phone number"),
        ("Call 2125550123.", "a phone number"),
        ("Call 600 123 456.", "a phone number"),
        ("At 12 Baker Street, London.", "a street address"),
        ("At 221B Baker St. in London.", "a street address"),
        ("At 1851 Old Mill Rd, Nantucket.", "a street address"),
        ("Au 12, rue de la Paix.", "a street address"),
        ("In der Hauptstraße 12.", "a street address"),
        ("The door opens with A7K9 now.", "a code"),
        ("It is KX4711, my dear.", "a code"),
        ("Send 4711-XB-2 to him.", "a code"),
        ("The code is 4711.", "a code"),
        ("My PIN: 0815!", "a code"),
        ("Das Passwort ist regen12.", "a code"),
    ],
)
def test_personal_data(text: str, kind: str) -> None:
    assert find_personal(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "In 1851, on the 3rd of May, 1,204 men and 1,204,000 fish.",
        "Born 1819-1891, or 1819–1891; in 1820 1821 1822.",
        "On 1851-11-14, 14.11.1851, 14/11/1851 and 1 5 1851.",
        "See John 3:16-18, Jonah 1.17, or 2:10.",
        "From 12.30-14.45, at 10:15:30.",
        "Il y en a 1 204 000, or 1.204.000, or 3.14159265.",
        "Card 4111 1111 1111 1112 is none.",
        "At 3.400.3.4 of the list.",
        "In 1851 Wall Street fell; on Baker Street 12 men stood.",
        "He ended.It was so. Mr.Starbuck @ sea.",
        "Chapters 10, 11, 12, 13, 14 and 15; 10 20 30 40.",
        "1234567 whales in NO 12 boats.",
        "In the 1990s, 100km away, at 5pm, on the 19th.",
        "A B52, an mp3 player, H2O, COVID-19, a 4x4 and the G20.",
        "A 3-year-old, mid-1980s, 1960s-era, 2-to-1, 50-50 and 24-hour thing.",
        "The Code of 1851 says so; the pin was 3 inches long.",
    ],
)
def test_no_personal_data(text: str) -> None:
    assert find_personal(text) is None


def test_what_ends_at_the_start_does_not_count() -> None:
    text = "Call 555-1234 or 555-9876."
    first, second = text.index(" or"), text.index(".")
    assert find_personal(text, first - 1) == "a phone number"
    assert find_personal(text[: first + 3], first) is None
    assert find_personal(text, first) == "a phone number"
    assert find_personal(text, second) is None


@pytest.mark.parametrize(
    ("number", "kind"),
    [("4111 1111 1111 1111", "a card number"), ("4111 1111 1111 1121", None)],
)
def test_a_card_number_has_its_check_digit(number: str, kind: str | None) -> None:
    assert find_personal(f"Card {number}.") == kind


@pytest.mark.parametrize(("number", "kind"), [("255.0.0.1", "an IP address"), ("256.0.0.1", None)])
def test_an_ip_address_is_made_of_bytes(number: str, kind: str | None) -> None:
    assert find_personal(f"At {number} it is.") == kind


def test_spans_say_where_and_what() -> None:
    text = "Ann (ann@example.org) has 555-1234."
    assert list(find_spans(text)) == [
        PersonalSpan(5, 20, "an email address"),
        PersonalSpan(9, 20, "a web address"),
        PersonalSpan(26, 34, "a phone number"),
    ]
