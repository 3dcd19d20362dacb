import pytest

from wisdom_model.errors import SettingsError
from wisdom_model.guards.guards import Finding, Guards, passes
from wisdom_model.voice.phrase_filter import PhraseFilter

BOOK = "It is a way I have of driving off the spleen, and regulating the circulation."
GOOD = "The sea was still. “Aye,” said the mate (an old man), “it's the sailors' calm.”"
NAMES = ["novelty", "loops", "sentences", "pairs", "personal", "blocklist"]


def judge(guard: str, text: str, prompt: str = "", guards: Guards | None = None) -> Finding:
    findings = (guards or Guards()).inspect(text, prompt)
    assert [finding.guard for finding in findings] == NAMES
    return findings[NAMES.index(guard)]


def make_novelty(longest: int | None) -> Guards:
    return Guards(PhraseFilter.make([BOOK], 15, bits_per_key=30), longest)


def test_a_good_text_passes() -> None:
    findings = Guards().inspect(GOOD)
    assert passes(findings)
    assert [finding.text for finding in findings] == [
        "not checked for borrowed phrases: this voice keeps no record of what it read",
        "nothing is said over and over",
        "every sentence is whole",
        "quotes and brackets come in pairs",
        "no address, number or link that could be somebody's",
        "no words are blocked",
    ]


def test_one_guard_that_refuses_is_enough() -> None:
    assert not passes(Guards(blocklist=("mate",)).inspect(GOOD))


# novelty


def test_borrowed_phrases() -> None:
    text = "And regulating the circulation, I have of driving off the deck."
    said = "longest phrase borrowed from what the voice read: 6 words (the author repeats up to "
    assert judge("novelty", text, guards=make_novelty(6)) == Finding("novelty", True, said + "6)")
    assert judge("novelty", text, guards=make_novelty(5)) == Finding("novelty", False, said + "5)")
    assert judge("novelty", text, guards=make_novelty(None)).text == said.partition(" (")[0]


def test_nothing_borrowed() -> None:
    said = "no phrase of 4 words or more is borrowed from what the voice read"
    assert judge("novelty", GOOD, guards=make_novelty(0)) == Finding("novelty", True, said)


def test_what_the_prompt_borrows_does_not_count() -> None:
    text = "It is a way I have of driving off the sea."
    assert judge("novelty", text, guards=make_novelty(5)).passed is False
    assert judge("novelty", text, "It is a way I", make_novelty(5)).passed is True
    assert judge("novelty", text, "It is a way", make_novelty(5)).passed is False
    assert judge("novelty", text, "Some other prompt", make_novelty(5)).passed is False


# loops


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
    assert judge("loops", text) == Finding("loops", passed=False, text=found)


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
    assert judge("loops", text).passed


# sentences


@pytest.mark.parametrize(
    ("text", "prompt", "found"),
    [
        ("", "", "nothing was written"),
        ("Call me\n", "Call me", "nothing was written"),
        ("call me.", "", "paragraph 1 begins with a small letter"),
        ("So.\n\n“and so on.”", "", "paragraph 2 begins with a small letter"),
        ("So.\n\n—!", "", "paragraph 2 has no words"),
        ("So,\n\nOn.", "", "paragraph 1 ends in the middle of a sentence"),
        ("So said Mr.", "", "paragraph 1 ends in the middle of a sentence"),
        ("So. And then…", "", "the text breaks off"),
        ("“So. And then…”", "", "the text breaks off"),
        ("call me\n\nSo", "call me\n\n", "paragraph 2 ends in the middle of a sentence"),
    ],
)
def test_unfinished_texts(text: str, prompt: str, found: str) -> None:
    assert judge("sentences", text, prompt) == Finding("sentences", passed=False, text=found)


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("“Well…”\n\n'Tis so. (12 of them.)", ""),
        ("12 men came.", ""),
        ("call me so.", "call me"),
        ("a list:\n\nof things\n\nOn.", "a list:\n\nof things\n\n"),
        ("好。", ""),
    ],
)
def test_finished_texts(text: str, prompt: str) -> None:
    assert judge("sentences", text, prompt).passed


# pairs


@pytest.mark.parametrize(
    "text",
    [
        "“So.",
        "So.”",
        "(So]",
        "“(So”)",
        '"So',
        '"So, " he said.',
        "«So",
        "{So",
        "“So\n\nHe said.",
        "“So\n\n“On",
        "(So\n\n(On))",
        "“(So\n\n“On.”",
    ],
)
def test_unpaired_marks(text: str) -> None:
    assert not judge("pairs", text).passed


def test_where_a_mark_is_unpaired() -> None:
    found = "paragraph 2 has a quote or bracket without its partner"
    assert judge("pairs", "So.\n\n“On.") == Finding("pairs", passed=False, text=found)


@pytest.mark.parametrize(
    "text",
    [
        "'Tis the sailors' o' th' ship; don’t, ’twas rock 'n' roll.",
        "“So (he said) [or «so»] {is} it.”",
        '"So," he said—"it is."',
        "“So it went.\n\n“And so on.\n\n“And off.”",
        '"So it went.\n\n"And off."',
    ],
)
def test_paired_marks(text: str) -> None:
    assert judge("pairs", text).passed


def test_what_the_prompt_left_unpaired_is_not_held_against_the_text() -> None:
    assert judge("pairs", "a) First.\n\nThen.", "a) ").passed
    assert not judge("pairs", "a) First.\n\nThen).", "a) ").passed
    assert judge("pairs", "(So\n\nOn.", "(So\n\n").passed
    assert not judge("pairs", "(So it is.", "(So").passed


# personal


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
    ],
)
def test_personal_data(text: str, kind: str) -> None:
    found = f"there is what looks like {kind}"
    assert judge("personal", text) == Finding("personal", passed=False, text=found)


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
    ],
)
def test_no_personal_data(text: str) -> None:
    assert judge("personal", text).passed


def test_what_the_prompt_tells_is_the_users_own() -> None:
    prompt = "At 12 Baker Street"
    assert judge("personal", f"{prompt} I live.", prompt).passed
    assert not judge("personal", f"{prompt} I live.", "At 12 Baker").passed
    assert not judge("personal", f"{prompt} 555-1234.", prompt).passed


# blocklist


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("mate", "The MATE’s."),
        ("Zoë", "To zoe."),
        ("zoe", "To ZOË."),
        ("whal*", "The whaling."),
        ("whal*", "Whal."),
        ("old  man*", "The old, manly."),
        ("sailor’s", "The sailor's."),
        ("死", "他死了。"),
        ("Straße", "STRASSE."),
    ],
)
def test_blocked_words(entry: str, text: str) -> None:
    found = judge("blocklist", text, guards=Guards(blocklist=("none", entry)))
    assert found == Finding("blocklist", passed=False, text="there is a blocked word")


@pytest.mark.parametrize(
    ("entry", "text"),
    [("mate", "Mates."), ("mate", "Checkmate."), ("old man", "Old men."), ("whal*", "A nawhal.")],
)
def test_only_whole_words_are_blocked(entry: str, text: str) -> None:
    found = judge("blocklist", text, guards=Guards(blocklist=(entry,)))
    assert found == Finding("blocklist", passed=True, text="no blocked word")


@pytest.mark.parametrize(
    ("prompt", "passed"),
    [("", False), ("The old", False), ("The old ma", False), ("The old man", True)],
)
def test_blocked_words_of_the_prompt(prompt: str, *, passed: bool) -> None:
    for entry in ("old man", "old ma*"):
        found = judge("blocklist", "The old man spoke.", prompt, Guards(blocklist=(entry,)))
        assert found.passed is passed


@pytest.mark.parametrize("entry", ["", " ", "*", "a*b", "a**"])
def test_entries_that_are_refused(entry: str) -> None:
    with pytest.raises(SettingsError, match="blocklist has the entry"):
        Guards(blocklist=(entry,))


def test_a_limit_below_zero_is_refused() -> None:
    with pytest.raises(SettingsError, match="longest_borrowed is -1"):
        Guards(longest_borrowed=-1)
