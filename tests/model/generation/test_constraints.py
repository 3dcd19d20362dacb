import pytest

from wisdom_model.generation.constraints import (
    CharConstraints,
    WordConstraints,
    find_breaks,
    says_twice,
)
from wisdom_model.text.tokenizer import DOCUMENT_END
from wisdom_model.text.vocabulary import Vocabulary
from wisdom_model.voice.habits import Habits

CHARS = Vocabulary(("<unk>", "\n", "\t", " ", ".", "a", "A"))
WORDS = Vocabulary(
    ("<unk>", "\n\n", "\n", " ", ".", ",", "...", "The", " the", " sea", " a", "n't", "sea")
)


def allowed_chars(text: str, *rejected: str) -> set[str]:
    banned = CharConstraints(CHARS).banned(text, rejected).tolist()
    return {token for index, token in enumerate(CHARS.tokens) if index not in banned}


def allowed_words(text: str, previous: str, *rejected: str, spells: bool = True) -> set[str]:
    banned = WordConstraints(WORDS, spells=spells).banned(text, previous, rejected).tolist()
    return {token for index, token in enumerate(WORDS.tokens) if index not in banned}


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("The a", {" ", ".", "a", "A"}),  # in a sentence no line ends
        ("The a.", {"\n", "\t", " ", ".", "a", "A"}),
        ("The a.\n", {" ", ".", "a", "A", "\n", "\t"}),
        ("The a.\n\n", {" ", ".", "a", "A"}),  # one blank line is enough
        ("T", {" ", ".", "a"}),  # a second capital would make a heading
    ],
)
def test_characters(text: str, allowed: set[str]) -> None:
    assert allowed_chars(text) == allowed


def test_rejected_characters_are_banned() -> None:
    assert allowed_chars("The a", "a", " ") == {".", "A"}


@pytest.mark.parametrize(
    ("text", "previous", "allowed"),
    [
        # After a word no token without a space, and no break.
        ("Call", "Call", {"<unk>", ".", ",", "...", " the", " sea", " a"}),
        # "n't" only after a verb that takes it.
        ("I do", " do", {"<unk>", ".", ",", "...", " the", " sea", " a", "n't"}),
        ("I undo", " undo", {"<unk>", ".", ",", "...", " the", " sea", " a"}),
        # After a mark not one that begins alike: the two would be read as one token.
        ("Call.", ".", {"<unk>", "\n\n", ",", " the", " sea", " a"}),
        ("Call,", ",", {"<unk>", ".", "...", " the", " sea", " a"}),
        # After a break any word, and no second break.
        (
            "Call.\n\n", "\n\n",
            {"<unk>", ".", ",", "...", "The", " the", " sea", " a", "sea"},
        ),
        # No word twice in a row, but a letter may come twice.
        ("The sea", " sea", {"<unk>", ".", ",", "...", " the", " a"}),
        ("It is a", " a", {"<unk>", ".", ",", "...", " the", " sea", " a"}),
    ],
)  # fmt: skip
def test_words(text: str, previous: str, allowed: set[str]) -> None:
    assert allowed_words(text, previous) == allowed


def test_without_a_speller_unk_is_banned() -> None:
    assert allowed_words("Call", "Call", spells=False) == {".", ",", "...", " the", " sea", " a"}


def test_rejected_words_are_banned_and_unknown_ones_ignored() -> None:
    assert allowed_words("Call", "Call", " the", " whale") == {
        "<unk>",
        ".",
        ",",
        "...",
        " sea",
        " a",
    }


@pytest.mark.parametrize(
    ("previous", "token", "twice"),
    [
        (" sea", " sea", True),
        (" sea", "sea", False),
        (" a", " a", False),
        ("\u6d77", "\u6d77", False),
        (".", ".", False),
        (" 11", " 11", False),
    ],
)
def test_what_is_said_twice(previous: str, token: str, twice: bool) -> None:
    assert says_twice(previous, token) is twice


PROSE = Habits(DOCUMENT_END)
POSTS = Habits(DOCUMENT_END, whole_sentences=False)
VERSE = Habits(DOCUMENT_END, lines=True)
SMILES = Habits(DOCUMENT_END, emoji_ends=True)


@pytest.mark.parametrize(
    ("habits", "text", "breaks"),
    [
        (Habits(), "The sea", ()),
        (Habits(), "The sea.", ("\n\n",)),
        (Habits(whole_sentences=False), "The sea", ()),  # a voice that ends no documents
        (PROSE, "The sea", ()),
        (PROSE, "The sea.", ("\n\n", DOCUMENT_END)),
        (PROSE, "The sea.\n\n", ()),
        (PROSE, "", ()),
        (POSTS, "The sea", ("\n\n", DOCUMENT_END)),
        (POSTS, "", ()),
        (VERSE, "The sea", ("\n",)),
        (VERSE, "The sea.", ("\n", "\n\n", DOCUMENT_END)),
        (VERSE, "The sea.\n", ()),
        (Habits(whole_sentences=False, lines=True), "The sea", ("\n", "\n\n")),
        (PROSE, "The sea \U0001f600", ()),
        (SMILES, "The sea \U0001f600", ("\n\n", DOCUMENT_END)),
    ],
)
def test_breaks_by_the_authors_habits(habits: Habits, text: str, breaks: tuple[str, ...]) -> None:
    assert find_breaks(text, habits) == breaks


ENDING_CHARS = Vocabulary(("<unk>", DOCUMENT_END, "\n", " ", ".", "a"))
ENDING_WORDS = Vocabulary(("<unk>", DOCUMENT_END, "\n\n", "\n", ".", " sea"))


@pytest.mark.parametrize(
    ("habits", "text", "allowed"),
    [
        (Habits(), "The a.", {"\n", " ", ".", "a"}),
        (PROSE, "The a", {" ", ".", "a"}),
        (PROSE, "The a.", {DOCUMENT_END, "\n", " ", ".", "a"}),
        (POSTS, "The a", {DOCUMENT_END, "\n", " ", ".", "a"}),
        (VERSE, "The a", {"\n", " ", ".", "a"}),
        (VERSE, "The a\n", {" ", ".", "a"}),  # a second line feed would end the paragraph
        (VERSE, "The a.\n", {"\n", " ", ".", "a"}),
    ],
)
def test_breaks_of_characters(habits: Habits, text: str, allowed: set[str]) -> None:
    banned = CharConstraints(ENDING_CHARS, habits).banned(text, ()).tolist()
    assert {t for i, t in enumerate(ENDING_CHARS.tokens) if i not in banned} == allowed


@pytest.mark.parametrize(
    ("habits", "text", "allowed"),
    [
        (Habits(), "The.", {"\n\n", " sea"}),
        (PROSE, "The.", {DOCUMENT_END, "\n\n", " sea"}),
        (PROSE, "The", {".", " sea"}),
        (VERSE, "The", {"\n", ".", " sea"}),
        (POSTS, "The", {DOCUMENT_END, "\n\n", ".", " sea"}),
    ],
)
def test_breaks_of_words(habits: Habits, text: str, allowed: set[str]) -> None:
    constraints = WordConstraints(ENDING_WORDS, habits, spells=False)
    banned = constraints.banned(text, "The", ()).tolist()
    assert {t for i, t in enumerate(ENDING_WORDS.tokens) if i not in banned} == allowed
