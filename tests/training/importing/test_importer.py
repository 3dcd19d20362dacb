"""From archives to a corpus folder."""

import json
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from wisdom_training.archives import registry
from wisdom_training.archives.source import Document, Kind, Reading, Source
from wisdom_training.containers.members import Member
from wisdom_training.corpus.json_lines import CorpusDocument, read_documents
from wisdom_training.errors import CorpusError
from wisdom_training.importing.corpus_folder import read_people, read_state
from wisdom_training.importing.importer import ImportRequest, import_archives
from wisdom_training.importing.report import ImportReport
from wisdom_training.importing.speakers import ChooseOwner, Speaker, refuse_to_guess
from wisdom_training.review.application import apply_decisions
from wisdom_training.review.decisions import MASK, write_decisions

Offer = Callable[..., Path]
TODAY = date(2026, 11, 28)


@contextmanager
def no_bar(_: str, __: int) -> Iterator[Any]:
    yield lambda _: None


def day(number: int) -> datetime:
    return datetime(2020, 1, number, tzinfo=timezone.utc)


def make_source(
    name: str,
    documents: Iterable[Document],
    owner: Sequence[str] = (),
    **attributes: Any,  # noqa: ANN401 (as in Source)
) -> Source:
    """A source that knows the file ``NAME.export`` and reads ``documents`` from it."""
    documents = list(documents)

    def read(members: Sequence[Member], _: Reading) -> Iterator[Document]:
        for member in members:
            member.read()
        yield from documents

    return Source(
        name,
        name.title(),
        f"{name}.export",
        lambda members: [member for member in members if member.name == f"{name}.export"],
        read,
        find_owner=lambda _: owner,
        **attributes,
    )


@pytest.fixture
def offer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Offer:
    """Makes sources the only ones; returns the path of an archive with a file of each."""

    def offer(*sources: Source) -> Path:
        monkeypatch.setattr(registry, "SOURCES", sources)
        archive = tmp_path / "archive.zip"
        with zipfile.ZipFile(archive, "w") as file:
            for source in sources:
                file.writestr(source.files, "export")
            file.writestr("photo.jpg", "")
        return archive

    return offer


def run(
    archive: Path,
    output: Path,
    choose_owner: ChooseOwner = refuse_to_guess,
    **options: Any,  # noqa: ANN401 (as in ImportRequest)
) -> ImportReport:
    return import_archives(
        ImportRequest((archive,), output, **options), choose_owner, no_bar, TODAY
    )


def texts(folder: Path) -> list[str]:
    return [document.text for document in read_documents(folder)]


def test_documents_are_cleaned_sorted_and_each_once(offer: Offer, tmp_path: Path) -> None:
    archive = offer(
        make_source(
            "blog",
            [
                Document("Second. https://t.co/abc", day(2)),
                Document("First.", day(1), "reply"),
                Document("second!", day(3)),
                Document("https://t.co/abc", day(4)),
            ],
        )
    )
    report = run(archive, tmp_path / "corpus")
    assert list(read_documents(tmp_path / "corpus")) == [
        CorpusDocument("First.", day(1), "reply"),
        CorpusDocument("Second.", day(2), "post"),
    ]
    assert report.dropped == Counter(
        {"texts that repeat an earlier one": 1, "texts of links, names or numbers alone": 1}
    )
    assert (report.documents, report.added, report.words) == (2, 2, 2)
    assert report.unread == {".jpg": 1}


@pytest.mark.parametrize(
    ("kinds", "kept"),
    [(("post", "reply", "comment"), ["a b", "c d", "e f"]), (("comment",), ["e f"])],
)
def test_only_the_kinds_asked_for_are_taken_and_nothing_private(
    offer: Offer, tmp_path: Path, kinds: Sequence[Kind], kept: list[str]
) -> None:
    archive = offer(
        make_source(
            "blog",
            [
                Document("a b"),
                Document("c d", kind="reply"),
                Document("e f", kind="comment"),
                Document("g h", kind="private"),
            ],
        )
    )
    report = run(archive, tmp_path / "corpus", kinds=frozenset(kinds))
    assert texts(tmp_path / "corpus") == kept
    assert report.dropped["private messages (see --private)"] == 1
    assert not report.private


def test_a_private_archive_is_refused_with_one_line(offer: Offer, tmp_path: Path) -> None:
    archive = offer(make_source("chat", [Document("a b", kind="private")], private=True))
    with pytest.raises(CorpusError) as error:
        run(archive, tmp_path / "corpus")
    assert str(error.value) == (
        "Chat has only what was written to few people: to learn from your own lines of it, give "
        "--private"
    )
    assert not (tmp_path / "corpus").exists()


def test_a_private_archive_beside_a_public_one_is_left_out(offer: Offer, tmp_path: Path) -> None:
    chat = make_source("chat", [Document("a b", kind="private")], private=True)
    report = run(offer(chat, make_source("blog", [Document("c d")])), tmp_path / "corpus")
    assert texts(tmp_path / "corpus") == ["c d"]
    assert report.dropped == {"files of Chat, which are private (see --private)": 1}


def test_a_corpus_with_private_texts_stays_private(offer: Offer, tmp_path: Path) -> None:
    chat = make_source("chat", [Document("a b", kind="private")], private=True)
    assert run(offer(chat), tmp_path / "corpus", private=True).private
    assert read_state(tmp_path / "corpus").private
    blog = make_source("blog", [Document("c d")])
    assert run(offer(blog), tmp_path / "corpus").private


CHAT = [Document("I am Ann", speaker="Ann"), Document("I am Ben", speaker="Ben")]


def test_only_the_owner_is_read_and_the_others_are_remembered_as_people(
    offer: Offer, tmp_path: Path
) -> None:
    source = make_source(
        "chat", CHAT, owner=["Ann"], find_people=lambda _: ["Cem  Ün", "Ann B", "Ann"]
    )
    report = run(offer(source), tmp_path / "corpus")
    assert texts(tmp_path / "corpus") == ["I am Ann"]
    assert report.dropped == {"texts by others": 1}
    assert read_people(tmp_path / "corpus") == ["Ann B", "Ben", "Cem Ün"]


def test_the_owner_can_be_named(offer: Offer, tmp_path: Path) -> None:
    run(offer(make_source("chat", CHAT, owner=["Ann"])), tmp_path / "corpus", owners=("ben",))
    assert texts(tmp_path / "corpus") == ["I am Ben"]


def test_a_name_may_be_that_of_one_source_only(offer: Offer, tmp_path: Path) -> None:
    marked = make_source("blog", [Document("I am A.", speaker="A.")], owner=["A."])
    archive = offer(make_source("chat", CHAT), marked)
    run(archive, tmp_path / "corpus", owners=("Ann",))
    assert texts(tmp_path / "corpus") == ["I am Ann", "I am A."]


def test_a_name_of_nobody_is_an_error(offer: Offer, tmp_path: Path) -> None:
    archive = offer(make_source("chat", CHAT))
    with pytest.raises(CorpusError, match=r"^nobody is called 'Cem' \(Chat\)\. The speakers, "):
        run(archive, tmp_path / "corpus", owners=("Cem",))


def test_an_unknown_owner_is_asked_for_once(offer: Offer, tmp_path: Path) -> None:
    asked: list[Sequence[Speaker]] = []

    def choose(_: Source, speakers: Sequence[Speaker]) -> Sequence[str]:
        asked.append(speakers)
        return ["Ben"]

    run(offer(make_source("chat", CHAT)), tmp_path / "corpus", choose)
    assert texts(tmp_path / "corpus") == ["I am Ben"]
    more = [*CHAT, Document("I am still Ben", speaker="Ben")]
    run(offer(make_source("chat", more)), tmp_path / "corpus")
    assert texts(tmp_path / "corpus") == ["I am Ben", "I am still Ben"]
    assert asked == [[Speaker("Ann", 1, "I am Ann"), Speaker("Ben", 1, "I am Ben")]]


def test_next_year_adds_what_is_new_and_keeps_the_rest(offer: Offer, tmp_path: Path) -> None:
    old = [Document("One thing.", day(1)), Document("Another thing.", day(5))]
    run(offer(make_source("blog", old)), tmp_path / "corpus")
    new = [*old, Document("A new thing.", day(3))]
    report = run(offer(make_source("blog", new)), tmp_path / "corpus")
    assert texts(tmp_path / "corpus") == ["One thing.", "A new thing.", "Another thing."]
    assert (report.earlier, report.added) == (2, 1)
    assert report.dropped == {"texts that the corpus has already": 2}
    assert read_state(tmp_path / "corpus").imports == [
        {"date": "2026-11-28", "sources": ["Blog"], "added": 2},
        {"date": "2026-11-28", "sources": ["Blog"], "added": 1},
    ]


def test_duplicates_can_be_kept_but_not_those_of_earlier_imports(
    offer: Offer, tmp_path: Path
) -> None:
    archive = offer(make_source("blog", [Document("a b"), Document("A b.")]))
    run(archive, tmp_path / "corpus", keep_duplicates=True)
    run(archive, tmp_path / "corpus", keep_duplicates=True)
    assert texts(tmp_path / "corpus") == ["a b", "A b."]


def test_a_time_can_be_chosen(offer: Offer, tmp_path: Path) -> None:
    documents = [Document(f"Day {chr(64 + n)}.", day(n)) for n in range(1, 6)]
    archive = offer(make_source("blog", [*documents, Document("No day.")]))
    since, until = date(2020, 1, 2), date(2020, 1, 3)
    report = run(archive, tmp_path / "corpus", since=since, until=until)
    assert texts(tmp_path / "corpus") == ["Day B.", "Day C."]
    assert report.dropped == {"texts outside of --since and --until": 4}


def test_an_unknown_archive_is_an_error_that_says_what_was_looked_for(
    offer: Offer, tmp_path: Path
) -> None:
    offer(make_source("blog", []))
    (tmp_path / "strange.dat").write_text("x")
    with pytest.raises(CorpusError) as error:
        run(tmp_path / "strange.dat", tmp_path / "corpus")
    assert str(error.value) == (
        "nothing there is an archive that wisdom knows (found 1 file: strange.dat). It looked "
        "for:\n  Blog: blog.export\nA table (CSV, TSV, JSON Lines) of any other service is read if "
        "you name its columns: --text COLUMN --date COLUMN --author COLUMN --me NAME"
    )
    assert not (tmp_path / "corpus").exists()


def test_an_archive_without_words_is_an_error_that_says_why(offer: Offer, tmp_path: Path) -> None:
    archive = offer(make_source("blog", [Document("12:30"), Document("a", kind="private")]))
    with pytest.raises(CorpusError) as error:
        run(archive, tmp_path / "corpus")
    assert str(error.value) == (
        "nothing is left to learn from. What was left out, and why:\n"
        "        1  texts of links, names or numbers alone\n"
        "        1  private messages (see --private)"
    )
    assert not (tmp_path / "corpus").exists()


def test_a_source_that_fails_halfway_changes_nothing(offer: Offer, tmp_path: Path) -> None:
    run(offer(make_source("blog", [Document("a b")])), tmp_path / "corpus")
    before = {path.name: path.read_bytes() for path in (tmp_path / "corpus").iterdir()}

    def read(members: Sequence[Member], _: Reading) -> Iterator[Document]:
        yield Document("c d")
        raise CorpusError(f"{members[0].place} is damaged")

    broken = Source("blog", "Blog", "blog.export", lambda members: list(members[:1]), read)
    with pytest.raises(CorpusError, match=r"archive\.zip: blog\.export is damaged$"):
        run(offer(broken), tmp_path / "corpus")
    assert {path.name: path.read_bytes() for path in (tmp_path / "corpus").iterdir()} == before


def test_a_corpus_is_private_before_its_first_text_is_there(
    offer: Offer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = make_source("chat", [Document("a b", kind="private")], private=True)
    archive = offer(chat)

    def fail(*_: object) -> None:
        raise CorpusError("the disk is full")

    with monkeypatch.context() as context:
        context.setattr("wisdom_training.importing.importer.write_documents", fail)
        with pytest.raises(CorpusError, match="the disk is full"):
            run(archive, tmp_path / "corpus", private=True)
    assert read_state(tmp_path / "corpus").private
    run(archive, tmp_path / "corpus", private=True)
    assert texts(tmp_path / "corpus") == ["a b"]


def test_decisions_of_the_review_hold_for_the_next_import(offer: Offer, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    old = [Document("I met Ann. It rained.", day(1))]
    run(offer(make_source("blog", old)), corpus)
    write_decisions(corpus, {"ann": MASK})
    apply_decisions(corpus)
    assert texts(corpus) == ["It rained."]
    report = run(
        offer(make_source("blog", [*old, Document("Ann left. I stayed.", day(2))])), corpus
    )
    assert texts(corpus) == ["It rained.", "I stayed."]
    assert (report.earlier, report.added) == (1, 1)


def test_a_folder_with_other_things_is_refused(offer: Offer, tmp_path: Path) -> None:
    archive = offer(make_source("blog", [Document("a b")]))
    with pytest.raises(CorpusError, match="is neither empty nor a corpus that wisdom import made"):
        run(archive, tmp_path)


def test_nobody_but_the_owner_may_read_the_folder_and_git_ignores_it(
    offer: Offer, tmp_path: Path
) -> None:
    source = make_source("chat", CHAT, owner=["Ann"])
    run(offer(source), tmp_path / "corpus")
    files = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "corpus").iterdir()}
    assert files == dict.fromkeys(
        ("corpus.jsonl", "people.txt", "import.json", "report.md", ".gitignore"), 0o600
    )
    assert (tmp_path / "corpus" / ".gitignore").read_text().endswith("\n*\n")


@pytest.mark.parametrize("content", ["[", "[]", '{"private": 1}', '{"strange": true}'])
def test_a_damaged_state_is_an_error(offer: Offer, tmp_path: Path, content: str) -> None:
    archive = offer(make_source("blog", [Document("a b")]))
    run(archive, tmp_path / "corpus")
    (tmp_path / "corpus" / "import.json").write_text(content)
    with pytest.raises(CorpusError, match=r"import\.json"):
        run(archive, tmp_path / "corpus")


def test_the_report_tells_all_counts(offer: Offer, tmp_path: Path) -> None:
    documents = [
        Document("It rains. https://t.co/abc", day(1)),
        Document("It rains!", day(2)),
        Document("Write to ann@example.org", day(3)),
    ]
    run(offer(make_source("blog", documents)), tmp_path / "corpus")
    report = (tmp_path / "corpus" / "report.md").read_text(encoding="utf-8")
    assert "The corpus has 1 text, 2 words, 9 characters." in report
    for row in (
        "| Blog | 1 | 3 | 1 |",
        "| texts that repeat an earlier one | 1 |",
        "| texts of an address or a number alone | 1 |",
        "| links | 1 |",
        "| e-mail addresses | 1 |",
        "| post | 1 |",
        "| 2020 | 1 |",
    ):
        assert row in report.split("\n")
    assert "- 1 file was not read, because no source needs them (1 .jpg)." in report
    assert json.loads((tmp_path / "corpus" / "import.json").read_text())["imports"][0]["added"] == 1
