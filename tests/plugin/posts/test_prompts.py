from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_wisdom.markdown_escape import split_paragraphs
from mkdocs_wisdom.posts.prompts import choose_prompt, read_prompt

LISTS = st.integers(1, 40).map(lambda number: [f"prompt {index}" for index in range(number)])
TURNS, SEEDS = st.integers(0, 10**7), st.integers(-(10**6), 10**6)


def take(prompts: Sequence[str], turns: range, seed: int = 0) -> list[str | None]:
    return [choose_prompt(prompts, turn, seed) for turn in turns]


def test_without_prompts_there_is_none() -> None:
    assert choose_prompt([], 739_944, 0) is None


def test_the_order_is_the_same_on_every_machine() -> None:
    assert take("abcdefg", range(28)) == [*"gadbfec", *"bagdfec", *"dgabecf", *"dbgafce"]


@given(LISTS, TURNS, SEEDS)
def test_half_of_the_list_lies_between_two_turns_of_one_prompt(
    prompts: list[str], first: int, seed: int
) -> None:
    chosen = take(prompts, range(first, first + 7 * len(prompts)), seed)
    others = len(prompts) // 2
    for place, prompt in enumerate(chosen):
        assert prompt not in chosen[place + 1 : place + 1 + others]


@given(LISTS, st.integers(0, 10**5), SEEDS)
def test_a_round_brings_each_once(prompts: list[str], number: int, seed: int) -> None:
    turns = range(number * len(prompts), (number + 1) * len(prompts))
    assert sorted(map(str, take(prompts, turns, seed))) == sorted(prompts)


@given(LISTS, TURNS, SEEDS)
def test_the_order_they_are_given_in_does_not_matter(
    prompts: list[str], turn: int, seed: int
) -> None:
    assert choose_prompt(prompts[::-1], turn, seed) == choose_prompt(prompts, turn, seed)


def test_a_prompt_may_come_again_after_half_of_the_list() -> None:
    chosen = take("abcdefg", range(70))
    gaps = {chosen.index(prompt, at + 1) - at for at, prompt in enumerate(chosen[:56])}
    assert gaps == {4, 5, 6, 7, 8, 9, 10}


def test_rounds_have_orders_of_their_own() -> None:
    prompts = [f"prompt {index}" for index in range(12)]
    rounds = {tuple(take(prompts, range(12 * number, 12 * number + 12))) for number in range(99)}
    assert len(rounds) == 99


def test_two_alternate() -> None:
    assert take("ab", range(8)) == [*"abababab"]


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("Call me", "Call me"),
        ("  The \t sea\nis ", "The sea is"),
        ("The sea.\n \n\nThe whale\r\n", "The sea.\n\nThe whale"),
        ("The\0 sea\u2028is", "The sea is"),
        ("<b>  & **x**", "<b> & **x**"),
        ("The\u00a0sea", "The\u00a0sea"),
    ],
)
def test_a_prompt_is_read_as_a_post_shows_it(given: str, read: str) -> None:
    assert read_prompt(given) == read
    assert split_paragraphs(read) == read.split("\n\n")


@given(st.text())
def test_reading_a_prompt_twice_changes_nothing(text: str) -> None:
    try:
        prompt = read_prompt(text)
    except ValueError:
        return
    assert read_prompt(prompt) == prompt


@pytest.mark.parametrize("value", [3, None, ["The sea"]])
def test_a_prompt_is_a_text(value: object) -> None:
    with pytest.raises(TypeError):
        read_prompt(value)


@pytest.mark.parametrize("value", ["", " \n ", "\0"])
def test_a_prompt_has_something_to_see(value: str) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        read_prompt(value)
