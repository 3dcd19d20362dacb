"""Which line breaks only wrap a line."""

import textwrap
from itertools import cycle, islice

import pytest

from wisdom_training.corpus.paragraphs import find_layout
from wisdom_training.errors import FlagError

FIRST = (
    "It was a clear steel-blue day. The firmaments of air and sea were hardly separable in that "
    "all-pervading azure; only, the pensive air was transparently pure and soft, with a woman's "
    "look, and the robust and man-like sea heaved with long, strong, lingering swells."
)
SECOND = (
    "Hither, and thither, on high, glided the snow-white wings of small, unspeckled birds; these "
    "were the gentle thoughts of the feminine air; but to and fro in the deeps, far down in the "
    "bottomless blue, rushed mighty leviathans, sword-fish, and sharks."
)
PROSE = [FIRST, SECOND]
VERSE = "The ribs and terrors in the whale,\nArched over me a dismal gloom,\nWhile all went by."


def join_lines(text: str, unwrap: str = "auto") -> tuple[list[str], str | None]:
    layout = find_layout(text, unwrap)
    return layout.read(text), layout.note


def wrap(paragraphs: list[str], width: int) -> str:
    return "\n\n".join(textwrap.fill(text, width) for text in paragraphs)


@pytest.mark.parametrize("width", [25, 40, 60, 72, 80, 100])
def test_wrapped_prose_is_joined_without_loss(width: int) -> None:
    paragraphs, note = join_lines(wrap(PROSE * 2, width))
    assert paragraphs == PROSE * 2
    assert note is not None
    assert note.startswith("lines wrapped at ")


def test_a_short_post_is_joined_if_all_of_its_lines_are_full() -> None:
    post = FIRST[:190]
    assert join_lines(textwrap.fill(post, 72))[0] == [post]
    loose = "so it was, and that is all there is to it, in the end, they said,\nuntil it rained"
    assert join_lines(f"{loose}\nand rained") == (
        [*loose.split("\n"), "and rained"],
        "every line is a paragraph",
    )


def test_the_width_that_most_lines_obey_decides() -> None:
    words, lines = (FIRST + " " + SECOND).split(), [""]
    for word in words:
        width = 78 if len(lines) % 5 == 0 else 60
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    assert max(map(len, lines)) > 70
    assert join_lines("\n".join(lines)) == (
        [f"{FIRST} {SECOND}"],
        "lines wrapped at 60 characters were joined to paragraphs",
    )


@pytest.mark.parametrize("mark", ["\n", "\n   "], ids=["a short line", "an indented line"])
def test_paragraphs_without_blank_lines_are_told_apart(mark: str) -> None:
    paragraphs = ["“You are late.”", SECOND, "“I know.”", SECOND] * 2
    text = mark.join(textwrap.fill(text, 72) for text in paragraphs)
    assert join_lines(text)[0] == paragraphs


def test_wrapped_japanese_is_joined_without_spaces() -> None:
    sentence = "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。" * 9
    assert join_lines("\n".join(textwrap.wrap(sentence, 30)))[0] == [sentence]


@pytest.mark.parametrize(
    "record",
    [
        "2021-03-{} 12:33 sold 3 apples to the old man at the river",
        "the old man sold {} apples at the river in the morning",
        "{} sold three of the apples to an old man at the river",
        "Apples sold: {}. The old man came with his two sisters",
    ],
    ids=["dates", "a common beginning", "columns", "sentences"],
)
def test_records_of_equal_length_are_not_joined(record: str) -> None:
    names = islice(cycle(["anna ", "paula", "maria", "rosie"]), 40)
    records = [record.format(name) for name in names]
    assert join_lines("\n".join(records)) == (records, "every line is a paragraph")


def test_a_long_verse_in_wrapped_prose_keeps_its_lines() -> None:
    verse = "\n".join(["Arched over me a dismal gloom, and all the waters of the sea"] * 8)
    assert join_lines(f"{wrap(PROSE * 9, 72)}\n\n{verse}")[0] == [*PROSE * 9, verse]


def test_lines_that_a_person_wrapped_are_joined() -> None:
    prose = f"{FIRST} So it was. {SECOND} And then? "
    widths, lines = cycle([60, 74, 55, 68, 71, 50]), [""]
    width = next(widths)
    for word in (prose * 6).split():
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
            width = next(widths)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    assert join_lines("\n".join(lines))[0] == [(prose * 6).strip()]


def test_similar_posts_in_small_letters_are_not_joined() -> None:
    posts = [f"the old man {word} sold his apples at the river" for word in FIRST.lower().split()]
    assert join_lines("\n".join(posts)) == (posts, "every line is a paragraph")


def test_a_blank_line_after_every_line_ends_no_paragraph() -> None:
    lines = wrap([FIRST, SECOND] * 3, 60).replace("\n", "\n\n")
    assert join_lines(lines)[0] == [FIRST, SECOND] * 3


def test_a_verse_in_wrapped_prose_keeps_its_lines() -> None:
    paragraphs, _ = join_lines(wrap(PROSE, 72) + "\n\n" + VERSE)
    assert paragraphs == [*PROSE, VERSE]


def test_a_paragraph_whose_quotes_were_counted_twice_is_joined() -> None:
    short = "“My boy,” said the landlord, “you’ll have the nightmare\nto a dead sartainty.”"
    paragraphs, _ = join_lines(wrap(PROSE, 72) + "\n\n" + short)
    assert paragraphs == [*PROSE, short.replace("\n", " ")]


def test_verse_alone_keeps_its_lines() -> None:
    assert join_lines(f"{VERSE}\n\n{VERSE}\n\n{VERSE}") == ([VERSE] * 3, None)


def test_long_lines_are_left_alone() -> None:
    assert join_lines("\n\n\n".join(PROSE)) == (PROSE, None)


def test_one_line_a_post_makes_every_line_a_paragraph() -> None:
    assert join_lines("Sad!\nSo true.\nBelieve me, everybody says so.\n") == (
        ["Sad!", "So true.", "Believe me, everybody says so."],
        "every line is a paragraph",
    )


def test_joining_can_be_forced() -> None:
    assert join_lines("a\nb\n \nc\nd", "always") == (
        ["a b", "c d"],
        "line breaks inside paragraphs became spaces",
    )


def test_joining_can_be_forbidden() -> None:
    wrapped = textwrap.fill(PROSE[0], 60)
    assert join_lines(wrapped, "never") == ([wrapped], None)


def test_a_word_broken_after_its_hyphen_is_joined_without_a_space() -> None:
    assert join_lines("a wine-\nglass - or\n- two", "always")[0] == ["a wine-glass - or - two"]


def test_another_value_is_an_error_that_quotes_the_flag() -> None:
    with pytest.raises(FlagError) as error:
        join_lines("a", "maybe")
    assert str(error.value) == "--unwrap is 'maybe': it must be one of auto, always, never"
