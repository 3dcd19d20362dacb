"""How the author begins, breaks and ends texts, as measured on the author's own."""

from __future__ import annotations

from dataclasses import dataclass

from wisdom_model.text.emoji import continues_decoration, ends_decorated
from wisdom_model.text.sentences import continues_sentence, ends_sentence, needs_space
from wisdom_model.text.tokenizer import DOCUMENT_END, PARAGRAPH
from wisdom_model.text.vocabulary import find_start
from wisdom_model.voice.file import Voice

_GLUED_MARKS = ("#", "＃", "@", "¿", "¡")


@dataclass(frozen=True)
class Habits:
    """The author's habits; the defaults are those of a voice that has none in its metadata."""

    start: str = PARAGRAPH
    """What stands before a text: DOCUMENT_END where the voice ends documents, else PARAGRAPH."""
    capitals: bool = True
    """Whether texts begin with a capital, or in a script without."""
    letters: bool = True
    """Whether documents begin with a letter, rather than with a number, a mark or an emoji."""
    whole_sentences: bool = True
    """Whether paragraphs end with a full stop or the like."""
    emoji_ends: bool = False
    """Whether an emoji, a hashtag or a link may stand at a paragraph's end instead."""
    lines: bool = False
    """Whether lines are broken inside paragraphs, as in verse."""
    most_words: int | None = None
    """Words that 90 % of the documents do not exceed, where that is known."""
    usual_words: int | None = None
    """Words that half of the documents do not exceed, where that is known."""

    @classmethod
    def of_voice(cls, voice: Voice) -> Habits:
        """The habits of the author of ``voice``, from its vocabularies and its metadata."""
        style = voice.metadata.get("guards", {})
        documents = voice.metadata.get("documents", {})
        return cls(
            start=find_start(voice.char.vocabulary, voice.word.vocabulary),
            capitals=style.get("capitals", True),
            letters=documents.get("letters", True),
            whole_sentences=style.get("whole_sentences", True),
            emoji_ends=style.get("emoji_ends", False),
            lines=style.get("lines", False),
            most_words=documents.get("words", {}).get("most"),
            usual_words=documents.get("words", {}).get("median"),
        )

    @property
    def ends_documents(self) -> bool:
        """Whether the voice decides itself where a text ends."""
        return self.start == DOCUMENT_END

    @property
    def breaks_anywhere(self) -> bool:
        """Whether a paragraph and a text may end where no sentence does."""
        return not self.whole_sentences and (self.ends_documents or self.lines)

    def ends(self, text: str) -> bool:
        """Whether ``text`` ends as the author ends paragraphs that are whole."""
        return ends_sentence(text) or (self.emoji_ends and ends_decorated(text))

    def needs_space(self, text: str) -> bool:
        """Whether a word after ``text`` needs a space before it; after the mark of a hashtag not.

        Voices that end no documents keep the space, so that they write what they always wrote.
        """
        return needs_space(text) and not (self.ends_documents and text[-1:] in _GLUED_MARKS)

    def continues(self, token: str) -> bool:
        """Whether ``token``, after such an end, still belongs to it."""
        return continues_sentence(token) or (self.emoji_ends and continues_decoration(token))


DEFAULT_HABITS = Habits()
