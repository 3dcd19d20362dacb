"""The author's habits, and that the guards let pass what the author writes."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from wisdom_model.guards.guards import Guards
from wisdom_model.text.tokenizer import DOCUMENT_END
from wisdom_training.corpus.split import Parts
from wisdom_training.corpus.text_file import TextFile
from wisdom_training.fitting.style import measure_documents, measure_style, split_documents

PROSE = {"capitals": True, "whole_sentences": True, "emoji_ends": False, "lines": False}


@pytest.mark.parametrize(
    ("text", "capitals", "whole"),
    [
        ("The sea. The whale! “So it is.” (Yes.) And so on.\n\nYes.", True, True),
        ("the sea. the whale! so it is. Never. and so on.", False, True),
        ("so it goes " * 50, False, False),
        ("So it goes " * 50, True, False),
        ("The sea, e.g. here, is wide. " * 9, True, True),
        ("यह समुद्र है। वह व्हेल है। " * 9, True, True),
        ("A heading\n\n" + "The sea is wide, and deep, and blue.\n\n" * 9, True, True),
    ],
)
def test_style_of_a_text_without_documents(text: str, capitals: bool, whole: bool) -> None:
    assert measure_style(text) == PROSE | {"capitals": capitals, "whole_sentences": whole}


def make_posts(ended: int) -> list[str]:
    """A hundred posts, of which so many end with a full stop."""
    return [
        "The small boat sees every old harbour" + "." * (number < ended) for number in range(100)
    ]


def join(posts: list[str]) -> str:
    return "".join(post + DOCUMENT_END for post in posts)


@pytest.mark.parametrize(
    ("ended", "whole"), [(0, False), (13, False), (79, False), (80, True), (95, True)]
)
def test_most_posts_must_end_with_a_full_stop(ended: int, whole: bool) -> None:
    posts = make_posts(ended)
    assert measure_style(join(posts))["whole_sentences"] is whole
    assert measure_style("\n\n".join(posts))["whole_sentences"] is whole


def test_one_open_paragraph_makes_a_document_open() -> None:
    letters = ["Dear Tom,\n\nAll is well here.\n\nYours, Ann"] * 30
    assert measure_style(join(letters))["whole_sentences"] is False


@pytest.mark.parametrize(
    ("paragraph", "other", "lines"),
    [("a\nb", "a\nb", True), ("a\nb", "c", True), ("a", "b", False)],
)
def test_lines(paragraph: str, other: str, lines: bool) -> None:
    assert measure_style(join([paragraph, other] * 30))["lines"] is lines
    assert measure_style("\n\n".join([paragraph, other] * 30))["lines"] is lines


def make_parts(folder: Path, train: str, validation: str = "The sea.") -> Parts:
    path = folder / "corpus.txt"
    path.write_bytes(train.encode())
    return Parts(TextFile(path, len(train.encode()), len(train)), validation, "")


def test_documents_are_counted_and_measured(tmp_path: Path) -> None:
    posts = ["One two"] * 8 + ["one two three four", "1 2 3 4 5 6 7 8 9"]
    assert measure_documents(make_parts(tmp_path, join(posts))) == (
        PROSE | {"whole_sentences": False},
        {"count": 10, "words": {"median": 2, "most": 4}, "letters": True},
    )


def test_a_text_without_documents_has_no_entry(tmp_path: Path) -> None:
    assert measure_documents(make_parts(tmp_path, "a\n\nb")) == (PROSE, {})


def test_documents_may_be_cut_into_pieces() -> None:
    assert list(split_documents(["a\n", f"b{DOCUMENT_END}c{DOCUMENT_END}d", "e"])) == ["a\nb", "c"]


# The guard ``sentences``, and the posts of several authors

RNG = random.Random(3)  # noqa: S311 (for posts, not for secrets)
NAMES = ["boat", "harbour", "letter", "garden", "window", "uncle", "piano", "kitchen"]


def vary(*parts: list[str]) -> str:
    return " ".join(RNG.choice(part) for part in parts)


def write_english() -> str:
    first, second = RNG.choice(NAMES), RNG.choice(NAMES)
    return f"The old {first} is here again. Nobody has seen the {second}" + RNG.choice([".", "!"])


def write_short() -> str:
    return f"My {RNG.choice(NAMES)} keeps no {RNG.choice(NAMES)} today" + RNG.choice(["", "", "."])


def write_small() -> str:
    return f"my {RNG.choice(NAMES)} again, who would have thought"


def write_with_emoji() -> str:
    mark = RNG.choice([" 😀", " 😂😂", "!", " ❤️", ". 🔥", " #sea", " #sea #boats 👍🏽"])
    return f"Look at this {RNG.choice(NAMES)}{mark}"


def write_haiku() -> str:
    return f"An old {RNG.choice(NAMES)}\na {RNG.choice(NAMES)} falls into it\nsilence again"


WRITERS = {
    "English": write_english,
    "without full stops": write_short,
    "without capitals": write_small,
    "with emoji": write_with_emoji,
    "haiku": write_haiku,
    "Hindi": lambda: vary(["मेरा भाई", "वह पेड़"], ["हर दिन", "चुपचाप"], ["सो जाता है।", "गाता है।"]),
    "Urdu": lambda: vary(["میرا بھائی", "وہ درخت"], ["ہر دن", "آہستہ"], ["سوتا ہے۔", "گاتا ہے۔"]),
    "Armenian": lambda: vary(["Իմ եղբայրը", "Այն ծառը"], ["ամեն օր", "կամաց"], ["քնում է։"]),
    "Burmese": lambda: vary(["ကျွန်တော့်ညီ", "သစ်ပင်"], ["နေ့တိုင်း", "ဖြည်းဖြည်း"], ["အိပ်သည်။"]),
}  # fmt: skip
ENDED = ("English", "with emoji", "Hindi", "Urdu", "Armenian", "Burmese")


def make_guards(write: Callable[[], str]) -> Guards:
    style = measure_style(join([write() for _ in range(200)]))
    del style["lines"]
    return Guards(**style)


def passes_sentences(guards: Guards, text: str) -> bool:
    return next(found.passed for found in guards.inspect(text) if found.guard == "sentences")


@pytest.mark.parametrize("name", WRITERS)
def test_nearly_all_of_the_authors_posts_pass(name: str) -> None:
    guards = make_guards(WRITERS[name])
    held_out = [WRITERS[name]() for _ in range(200)]
    assert sum(passes_sentences(guards, post) for post in held_out) >= 190


@pytest.mark.parametrize("name", ENDED)
def test_broken_posts_of_an_author_of_whole_sentences_fail(name: str) -> None:
    guards = make_guards(WRITERS[name])
    assert guards.whole_sentences
    for _ in range(20):
        post = WRITERS[name]()
        for broken in (post.rsplit(" ", 1)[0].rstrip(".!") + " x", post.split(" ", 1)[0] + "…"):
            assert not passes_sentences(guards, broken)


def test_verse_is_recognised() -> None:
    style = measure_style(join([write_haiku() for _ in range(50)]))
    assert style == {"capitals": True, "whole_sentences": False, "emoji_ends": False, "lines": True}
