"""Plain text and what was converted to it, as documents without boilerplate."""

from __future__ import annotations

from wisdom_model.text.tokenizer import PARAGRAPH
from wisdom_training.containers.members import Member
from wisdom_training.corpus.boilerplate import BoilerplateFilter
from wisdom_training.corpus.clean_text import clean_text
from wisdom_training.corpus.documents import find_documents
from wisdom_training.corpus.omissions import Omissions
from wisdom_training.corpus.paragraphs import Layout, find_layout
from wisdom_training.errors import CorpusError

_SAMPLE = 1 << 16  # bytes
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read_sample(member: Member) -> str | None:
    """The beginning of a text, to recognise it by; None if it is no text. Raises no error."""
    try:
        start = member.head(_SAMPLE)
    except CorpusError:
        return None
    encoding = _MARKS.get(start[:2], "utf-8-sig")
    text = start.decode(encoding, "replace").replace("\r\n", "\n")
    return None if "\0" in text else text


def drop_boilerplate(text: str) -> str:
    """``text`` without the licences of electronic books, in clean characters."""
    return clean_text(BoilerplateFilter(Omissions()).clean(text))


def split_documents(text: str, layout: Layout | None = None) -> list[str]:
    """The documents of a clean ``text``: itself, or its posts, poems or sections."""
    documents = find_documents(text, layout or find_layout(text))
    found = (PARAGRAPH.join(paragraphs) for paragraphs in documents.read(text))
    return [document for document in found if document]
