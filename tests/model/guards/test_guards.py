from dataclasses import replace

import pytest

from voices import document_voice
from wisdom_model.errors import SettingsError
from wisdom_model.guards.guards import Finding, Guards, passes
from wisdom_model.guards.masked_words import MaskedWordFinder, MaskedWords
from wisdom_model.voice.phrase_filter import PhraseFilter

BOOK = "It is a way I have of driving off the spleen, and regulating the circulation."
GOOD = "The sea was still. “Aye,” said the mate (an old man), “it's the sailors' calm.”"
NAMES = ["novelty", "loops", "sentences", "pairs", "personal", "blocklist", "earlier"]


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
        "there is no earlier post",
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


def test_loops() -> None:
    found = "one word comes 4 times in a row"
    assert judge("loops", "No, no, no! No.") == Finding("loops", passed=False, text=found)
    assert judge("loops", "Round and round and round they went.").passed


def test_a_prompt_that_repeats_itself_may_be_continued() -> None:
    prompt = "No, no, no! No."
    assert judge("loops", f"{prompt} So it is.", prompt).passed
    assert not judge("loops", f"{prompt} Aye, aye, aye, aye.", prompt).passed
    assert not judge("loops", "No, no, no! No.", "No, no").passed


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


@pytest.mark.parametrize("text", ["So nice \U0001f600", "So nice #happy", "\U0001f602\U0001f602"])
def test_an_emoji_ends_a_text_where_the_author_ends_so(text: str) -> None:
    assert not judge("sentences", text).passed
    assert judge("sentences", text, guards=Guards(emoji_ends=True)).passed


def test_the_limits_are_the_authors_habits() -> None:
    voice = document_voice(capitals=False, whole_sentences=False, emoji_ends=True)
    assert Guards.for_voice(voice, ["squid"]) == Guards(
        blocklist=("squid",), capitals=False, whole_sentences=False, emoji_ends=True
    )


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


def test_personal_data() -> None:
    found = "there is what looks like a phone number"
    assert judge("personal", "Call 555-1234.") == Finding("personal", passed=False, text=found)
    assert judge("personal", "In 1851.").passed


def test_what_the_prompt_tells_is_the_users_own() -> None:
    prompt = "At 12 Baker Street"
    assert judge("personal", f"{prompt} I live.", prompt).passed
    assert not judge("personal", f"{prompt} I live.", "At 12 Baker").passed
    assert not judge("personal", f"{prompt} 555-1234.", prompt).passed


MASKED = MaskedWordFinder(MaskedWords.of_words(["Ann"], ""), [" the"])


def test_masked_names() -> None:
    judged = judge("personal", "I saw Ann’s boat.", guards=Guards(masked=MASKED))
    assert judged == Finding("personal", passed=False, text="there is a name that was masked")
    assert judge("personal", "I saw Anna.", guards=Guards(masked=MASKED)).passed
    assert judge("personal", "To Ann, I say.", "To Ann", Guards(masked=MASKED)).passed


def test_the_masked_names_are_those_in_the_voice() -> None:
    voice = document_voice()
    assert Guards.for_voice(voice).masked is None
    entry = MaskedWords.of_words(["Ann", "whale"], "x").to_json()
    voice = replace(voice, metadata={**voice.metadata, "guards": {"masked": entry}})
    finder = Guards.for_voice(voice).masked
    assert finder is not None
    assert finder.find_masked("Ann it is.")
    assert finder.tokens == voice.word.vocabulary.tokens


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


# one token


@pytest.mark.parametrize(
    ("before", "token", "allowed"),
    [
        ("And a", " mate", False),
        ("And a", " ship", True),
        ("The mate has a", " ship", True),
        ("A white", " whale", False),
        ("Write to ahab@sea", ".", True),
        ("My number is 0171 555", " 1234", False),
        ("And regulating the", " circulation", False),
        ("And regulating the", " sea", True),
    ],
)
def test_one_token_may_be_what_a_guard_refuses(before: str, token: str, allowed: bool) -> None:
    guards = replace(make_novelty(3), blocklist=("mate", "white whale"))
    assert guards.allows(before, token) is allowed
