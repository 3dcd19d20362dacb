"""Files to one clean text."""

import hashlib
from pathlib import Path

import pytest

from training.books import write_docx, write_epub, write_odt, write_pdf
from wisdom_model.text.tokenizer import DOCUMENT_END
from wisdom_training.corpus import reading as module
from wisdom_training.corpus.json_lines import CorpusDocument, write_documents
from wisdom_training.corpus.reading import Corpus, read_corpus
from wisdom_training.errors import CorpusError
from wisdom_training.file_formats.pdf import WARNING

SENTENCE = "Call me Ishmael, and never mind how long precisely. "


def fill(path: Path, times: int = 1) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SENTENCE * times, encoding="utf-8")
    return path


@pytest.fixture
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("out") / "voice.safetensors.work"


def text_of(corpus: Corpus) -> str:
    return corpus.text.path.read_text(encoding="utf-8")


def test_files_become_paragraphs_apart_by_one_blank_line(tmp_path: Path, work: Path) -> None:
    body = (SENTENCE * 100).strip()
    (tmp_path / "1.txt").write_bytes(f"\n\nOne.\r\n\r\n\r\n{body}\r\n".encode())
    (tmp_path / "2.txt").write_text(f"Two.\n\n \n\n{body}\n\n", encoding="utf-8")
    corpus = read_corpus([tmp_path], work)
    assert text_of(corpus) == f"One.\n\n{body}\n\nTwo.\n\n{body}"
    assert corpus.notes == ("paragraphs: 4, median 4 characters, longest 5,199",)
    assert corpus.sha256 == hashlib.sha256(text_of(corpus).encode()).hexdigest()


def test_paragraphs_can_be_dropped(tmp_path: Path, work: Path) -> None:
    body = (SENTENCE * 200).strip()
    path = tmp_path / "book.txt"
    path.write_text(f"CHAPTER 1. Loomings.\n\n{body}\n\nCHAPTER 2.\n\nEnd.", encoding="utf-8")
    corpus = read_corpus([path], work, drop=r"CHAPTER \d+\..*")
    assert text_of(corpus) == f"{body}\n\nEnd."
    assert corpus.notes[0] == r"left out 2 paragraphs that match 'CHAPTER \\d+\\..*'"


def test_an_invalid_pattern_is_an_error(tmp_path: Path, work: Path) -> None:
    with pytest.raises(CorpusError, match=r"^--drop is not a regular expression: '\('"):
        read_corpus([fill(tmp_path / "a.txt", 300)], work, drop="(")


def test_too_little_text_is_an_error_that_says_how_much_is_needed(
    tmp_path: Path, work: Path
) -> None:
    with pytest.raises(CorpusError) as error:
        read_corpus([fill(tmp_path / "short.txt")], work)
    assert str(error.value) == (
        "the corpus has 51 characters in 1 file: at least 1,000 are needed, and a good "
        "voice needs about 150,000; add more text"
    )


def test_a_guessed_encoding_is_noted(tmp_path: Path, work: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(("café " * 3000).encode("cp1252"))
    assert read_corpus([path], work).notes[0] == (
        f"{path}: not UTF-8 (byte 3), read as cp1252; save it as UTF-8 to be sure"
    )


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read as if a megabyte were 40 characters."""
    monkeypatch.setattr(module, "PIECE_SIZE", 40)
    monkeypatch.setattr(module, "_LONGEST_PARAGRAPH", 200)


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_file_is_read_piece_by_piece_to_the_same_text(
    tmp_path: Path, work: Path, line_end: str
) -> None:
    path = tmp_path / "book.txt"
    paragraphs = ["A line \t\nand another one,\n  a third.", "Cafe\u0301 ends here.  "] * 30
    path.write_bytes("\n \n\n".join(paragraphs).replace("\n", line_end).encode())
    corpus = read_corpus([path], work, unwrap="never")
    clean = ["A line\nand another one,\n  a third.", "Café ends here."] * 30
    assert text_of(corpus) == "\n\n".join(clean)
    assert corpus.text.size == path.parent.joinpath(corpus.text.path).stat().st_size
    assert corpus.text.characters == len(text_of(corpus))
    kept = "60 line breaks inside paragraphs were kept"
    assert corpus.notes == (f"paragraphs: 60, median 15 characters, longest 34; {kept}",)


@pytest.mark.usefixtures("small_pieces")
def test_the_beginning_decides_how_lines_make_paragraphs(tmp_path: Path, work: Path) -> None:
    path = tmp_path / "posts.txt"
    path.write_text("One post.\nAnother post.\n" * 50, encoding="utf-8")
    corpus = read_corpus([path], work)
    assert text_of(corpus) == "\n\n".join(["One post.", "Another post."] * 50)
    assert corpus.notes[0] == f"{path}: every line is a paragraph"


@pytest.mark.usefixtures("small_pieces")
def test_a_paragraph_without_end_is_cut_between_words(tmp_path: Path, work: Path) -> None:
    path = tmp_path / "endless.txt"
    path.write_text("whale " * 300, encoding="utf-8")
    corpus = read_corpus([path], work)
    paragraphs = text_of(corpus).split("\n\n")
    assert {word for paragraph in paragraphs for word in paragraph.split(" ")} == {"whale"}
    assert sum(len(paragraph.split(" ")) for paragraph in paragraphs) == 300
    assert max(map(len, paragraphs)) == 239
    assert corpus.notes[0] == f"{path}: paragraphs of more than 200 characters were cut"


def test_a_text_that_is_there_is_taken_until_a_file_changes(tmp_path: Path, work: Path) -> None:
    path = fill(tmp_path / "a.txt", 100)
    first = read_corpus([path], work)
    first.text.path.write_text("what was there", encoding="utf-8")
    assert read_corpus([path], work) == first
    assert text_of(first) == "what was there"
    fill(path, 120)
    assert text_of(read_corpus([path], work)) == (SENTENCE * 120).strip()
    assert text_of(read_corpus([path], work, drop="x")) == (SENTENCE * 120).strip()


def test_a_workspace_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    taken = fill(tmp_path / "a.txt", 100)
    with pytest.raises(CorpusError) as error:
        read_corpus([taken], taken / "work")
    assert str(error.value) == (
        f"cannot prepare the corpus in {taken / 'work'}: Not a directory. That takes up to five "
        f"times as much space as the corpus; free some space, or give another --output"
    )


def test_reading_much_text_says_how_far_it_is(
    tmp_path: Path, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wisdom_training.corpus.text_file._REPORTED_BYTES", 1_000)
    monkeypatch.setattr("wisdom_training.corpus.text_file._REPORTS_A_PASS", 2)
    messages: list[str] = []
    for name in "abcd":
        fill(tmp_path / f"{name}.txt", 20_000)
    read_corpus([tmp_path], work, log=messages.append)
    assert messages == ["read 2 MB of 4 MB", "read 4 MB of 4 MB"]


def test_markdown_is_read_as_prose_and_what_is_left_out_is_counted(
    tmp_path: Path, work: Path
) -> None:
    for number in range(3):
        (tmp_path / f"{number}.md").write_text(
            f"---\ntitle: Post\n---\n\n# Whales\n\n{SENTENCE * 9}\n\n"
            "See [here](https://example.org/0). ![](a.png)\n\n```\nprint()\n```\n",
            encoding="utf-8",
        )
    corpus = read_corpus([tmp_path], work)
    post = f"Whales\n\n{(SENTENCE * 9).strip()}\n\nSee here."
    assert text_of(corpus) == "\n\n".join([post] * 3)
    assert corpus.notes == (
        "left out blocks of front matter: 3 (60 characters)",
        "left out blocks of code: 3 (45 characters)",
        "left out images: 3 (30 characters)",
        "left out addresses of links: 3 (75 characters)",
        "left out marks of headings, lists, quotations and emphasis: 3 (6 characters)",
        "paragraphs: 9, median 9 characters, longest 467",
    )


def test_a_structured_file_ends_the_reading(tmp_path: Path, work: Path) -> None:
    fill(tmp_path / "1.txt", 30)
    (tmp_path / "2.txt").write_text('[{"text": "Call me Ishmael."}]', encoding="utf-8")
    with pytest.raises(CorpusError) as error:
        read_corpus([tmp_path], work)
    assert str(error.value) == (
        f"{tmp_path / '2.txt'} looks like JSON: 'wisdom import' makes a corpus of archives "
        "that services give, and of tables with named columns; convert anything else to plain "
        "text first"
    )


@pytest.mark.usefixtures("small_pieces")
def test_the_licence_of_a_book_is_left_out_piece_by_piece(tmp_path: Path, work: Path) -> None:
    path = tmp_path / "book.txt"
    text = "\n\n".join([SENTENCE.strip()] * 30)
    path.write_text(
        f"*** START OF THE PROJECT GUTENBERG EBOOK MOBY DICK ***\n\n{text}\n\n"
        "*** END OF THE PROJECT GUTENBERG EBOOK MOBY DICK ***\n\nSection 1.\n\nGeneral terms.\n",
        encoding="utf-8",
    )
    corpus = read_corpus([path], work)
    assert text_of(corpus) == text


def test_mojibake_is_repaired_and_noted(tmp_path: Path, work: Path) -> None:
    path = tmp_path / "posts.txt"
    path.write_text("Itâ€™s a cafÃ©, as far as I can tell. " * 40, encoding="utf-8")
    corpus = read_corpus([path], work)
    assert text_of(corpus) == ("It’s a café, as far as I can tell. " * 40).strip()
    assert corpus.notes[0] == (
        f"{path}: repaired 80 places where UTF-8 had been read as something else (Itâ€™s for It’s)"
    )


def test_a_dialogue_is_noted(tmp_path: Path, work: Path) -> None:
    path = tmp_path / "speech.txt"
    path.write_text("ANN: So it was then.\nBOB: Never mind.\n" * 40, encoding="utf-8")
    assert (
        read_corpus([path], work)
        .notes[0]
        .startswith(f"{path}: looks like a dialogue: 80 of 80 lines begin with a speaker's name (")
    )


def test_a_text_with_many_lost_characters_is_refused(tmp_path: Path, work: Path) -> None:
    path = tmp_path / "posts.txt"
    path.write_text("It\ufffds a caf\ufffd. " * 100, encoding="utf-8")
    with pytest.raises(CorpusError) as error:
        read_corpus([path], work)
    assert str(error.value) == (
        f"{path} has 200 characters that an earlier program could not read (\ufffd) among 1,300: "
        "export it again as UTF-8"
    )


def test_a_few_lost_characters_are_left_out(tmp_path: Path, work: Path) -> None:
    path = tmp_path / "posts.txt"
    path.write_text(f"{SENTENCE * 40}It\ufffds.", encoding="utf-8")
    corpus = read_corpus([path], work)
    assert text_of(corpus) == f"{SENTENCE * 40}Its."
    assert corpus.notes[0] == "left out characters lost before (\ufffd): 1 (1 characters)"


def test_a_note_on_several_files_comes_once(tmp_path: Path, work: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("One post.\nAnother post.\n" * 30, encoding="utf-8")
    assert read_corpus([tmp_path], work).notes[0] == (
        f"{tmp_path / '0.txt'} and 2 files more: every line is a paragraph"
    )


def test_the_documents_of_a_corpus_folder_stay_apart(tmp_path: Path, work: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "report.md").write_text("# What was imported")
    (folder / "notes.txt").write_text(SENTENCE)
    documents = [CorpusDocument(f"{SENTENCE.strip()}\nTwo lines.\n\n{n}.") for n in range(30)]
    write_documents(folder, documents)
    corpus = read_corpus([folder], work)
    assert corpus.documents == 30
    expected = "".join(f"{document.text}{DOCUMENT_END}" for document in documents)
    assert text_of(corpus) == expected
    assert corpus.files == (folder / "corpus.jsonl",)
    assert corpus.notes == (
        f"{folder / 'corpus.jsonl'}: 30 documents that wisdom import gathered",
        (
            "paragraphs: 60, median 3 characters, longest 62; "
            "30 line breaks inside paragraphs were kept"
        ),
    )


def test_books_and_pages_are_read_beside_plain_text(tmp_path: Path, work: Path) -> None:
    write_epub(tmp_path / "1.epub", {"1.xhtml": f"<p>{SENTENCE * 10}</p>", "2.xhtml": "<p>E.</p>"})
    write_docx(tmp_path / "2.docx", "<w:p><w:r><w:t>Dear Ben,</w:t></w:r></w:p>")
    write_odt(tmp_path / "3.odt", "<text:p>Dear Ann,</text:p>")
    (tmp_path / "4.html").write_text(f"<html><p>{SENTENCE * 10}</p></html>", encoding="utf-8")
    write_pdf(tmp_path / "5.pdf", [["A page."]])
    (tmp_path / "6.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nSaid.", encoding="utf-8")
    (tmp_path / "7.txt").write_text("Plain.", encoding="utf-8")
    corpus = read_corpus([tmp_path], work)
    body = (SENTENCE * 10).strip()
    assert text_of(corpus).split("\n\n") == [
        body, "E.", "Dear Ben,", "Dear Ann,", body, "A page.", "Said.", "Plain.",
    ]  # fmt: skip
    assert corpus.notes[:7] == (
        f"{tmp_path / '1.epub'}: read 2 chapters",
        f"{tmp_path / '2.docx'} and 1 file more: read 1 paragraph",
        f"{tmp_path / '4.html'}: read a web page (HTML)",
        f"{tmp_path / '5.pdf'}: read 1 page",
        f"{tmp_path / '5.pdf'}: {WARNING}",
        f"{tmp_path / '6.srt'}: read 1 subtitle",
        "paragraphs: 8, median 7 characters, longest 519",
    )


def test_a_book_loses_its_licence_and_mojibake(tmp_path: Path, work: Path) -> None:
    body = (
        "<p>*** START OF THE PROJECT GUTENBERG EBOOK MOBY DICK ***</p>"
        f"<p>Itâ€™s so. {SENTENCE * 30}</p>"
        "<p>*** END OF THE PROJECT GUTENBERG EBOOK MOBY DICK ***</p><p>General terms.</p>"
    )
    corpus = read_corpus([write_epub(tmp_path / "book.epub", {"1.xhtml": body})], work)
    assert text_of(corpus) == f"It’s so. {SENTENCE * 30}".strip()


@pytest.mark.usefixtures("small_pieces")
def test_a_book_is_read_piece_by_piece_to_the_same_text(tmp_path: Path, work: Path) -> None:
    paragraphs = "".join(f"<p>A line and<br/>another of {n}.</p>" for n in range(60))
    path = write_epub(tmp_path / "book.epub", {"1.xhtml": paragraphs})
    text = "\n\n".join(f"A line and\nanother of {n}." for n in range(60))
    assert text_of(read_corpus([path], work, unwrap="never")) == text


def test_posts_in_a_document_are_documents(tmp_path: Path, work: Path) -> None:
    body = "".join(f"<w:p><w:r><w:t>Post {n} about whales</w:t></w:r></w:p>" for n in range(60))
    assert read_corpus([write_docx(tmp_path / "posts.docx", body)], work).documents == 60


def test_a_chat_in_a_document_is_refused(tmp_path: Path, work: Path) -> None:
    body = "<w:p><w:r><w:t>[12/03/21, 2:05:13 PM] Anna: Call me</w:t></w:r></w:p>" * 20
    with pytest.raises(CorpusError, match="looks like a chat or a log with times"):
        read_corpus([write_docx(tmp_path / "chat.docx", body)], work)
