from dataclasses import replace

import pytest

from voices import document_voice, random_voice
from wisdom_model.text.tokenizer import DOCUMENT_END
from wisdom_model.voice.habits import DEFAULT_HABITS, Habits


def test_a_voice_without_metadata_has_the_defaults() -> None:
    assert Habits.of_voice(random_voice()) == DEFAULT_HABITS


def test_habits_are_read_from_the_metadata() -> None:
    voice = document_voice(most=9, whole_sentences=False, lines=True, emoji_ends=True)
    assert Habits.of_voice(voice) == Habits(
        DOCUMENT_END,
        whole_sentences=False,
        emoji_ends=True,
        lines=True,
        most_words=9,
        usual_words=voice.metadata["documents"]["words"]["median"],
    )


def test_both_models_must_know_where_documents_end() -> None:
    both, none = document_voice(), random_voice()
    assert Habits.of_voice(both).ends_documents
    for half in (replace(both, char=none.char), replace(both, word=none.word), none):
        assert not Habits.of_voice(half).ends_documents


@pytest.mark.parametrize(
    ("habits", "anywhere"),
    [
        (Habits(), False),
        (Habits(whole_sentences=False), False),  # as such voices were always written
        (Habits(whole_sentences=False, lines=True), True),
        (Habits(DOCUMENT_END), False),
        (Habits(DOCUMENT_END, whole_sentences=False), True),
    ],
)
def test_where_paragraphs_may_end(habits: Habits, anywhere: bool) -> None:
    assert habits.breaks_anywhere is anywhere


def test_an_emoji_is_an_end_where_the_author_ends_so() -> None:
    assert not Habits().ends("So nice \U0001f600")
    assert Habits(emoji_ends=True).ends("So nice \U0001f600")
    assert Habits().ends("So nice.")
    assert Habits(emoji_ends=True).continues(" \U0001f600")
    assert not Habits().continues(" \U0001f600")


def test_the_word_of_a_hashtag_follows_without_a_space() -> None:
    assert Habits().needs_space("So nice #")
    assert not Habits(DOCUMENT_END).needs_space("So nice #")
    assert Habits(DOCUMENT_END).needs_space("So nice.")
    assert not Habits().needs_space("(")
