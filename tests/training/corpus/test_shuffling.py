"""A corpus in random order."""

import io
from pathlib import Path

from wisdom_model.text.tokenizer import DOCUMENT_END, PARAGRAPH
from wisdom_training.corpus.shuffling import PASSAGE_BYTES, write_shuffled
from wisdom_training.corpus.text_file import DocumentWriter

DOCUMENTS = [f"Letter {number}.{PARAGRAPH}Yours." for number in range(30)]
BOOK = PARAGRAPH.join(f"{number} {'whale ' * 2000}" for number in range(30))


def shuffle(folder: Path, seed: int = 1) -> tuple[str, DocumentWriter]:
    path, out = folder / "documents.txt", io.BytesIO()
    text = DOCUMENT_END.join([*DOCUMENTS, BOOK, ""])
    path.write_text(text, encoding="utf-8")
    writer = DocumentWriter(out)
    write_shuffled(path, writer, seed)
    return out.getvalue().decode(), writer


def test_documents_stay_whole_in_another_order(tmp_path: Path) -> None:
    text, writer = shuffle(tmp_path)
    places = [text.find(f"{document}{DOCUMENT_END}") for document in DOCUMENTS]
    assert min(places) >= 0
    assert places != sorted(places)
    assert (writer.size, writer.characters) == (len(text.encode()), len(text))


def test_a_book_is_cut_into_passages_between_paragraphs(tmp_path: Path) -> None:
    text, _ = shuffle(tmp_path)
    paragraphs = BOOK.split(PARAGRAPH)
    assert all(paragraph in text for paragraph in paragraphs)
    assert BOOK not in text
    assert len(text) == len(DOCUMENT_END.join([*DOCUMENTS, BOOK, ""]))
    longest = max(map(len, text.split(DOCUMENT_END)))
    assert longest > PASSAGE_BYTES  # several of its passages in a row


def test_the_order_follows_from_the_seed(tmp_path: Path) -> None:
    assert shuffle(tmp_path, 1)[0] == shuffle(tmp_path, 1)[0] != shuffle(tmp_path, 2)[0]
