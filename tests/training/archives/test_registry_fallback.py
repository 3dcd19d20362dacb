"""Which source gets which file."""

import zipfile
from pathlib import Path

from wisdom_training.archives.registry import recognise
from wisdom_training.containers.members import open_archive

TWEETS = 'window.YTD.tweets.part0 = [ {"tweet": {"full_text": "A ship."}} ]'
DEBATE = "ANN: One.\nBEN: Two.\nANN: Three.\nBEN: Four.\n"


def find(*paths: Path) -> dict[str, list[str]]:
    """The names of the files by the source that knows them."""
    with open_archive(paths) as archive:
        return {
            source.name: [member.name for member in known]
            for source, known in recognise(archive.members)
        }


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return folder


def test_folders_of_ones_own_are_read(tmp_path: Path) -> None:
    write(tmp_path / "a", a__txt="A ship.", b__txt=DEBATE, c__html="<p>A", e__md="A")
    assert find(tmp_path / "a") == {
        "transcript": ["b.txt"],
        "book": ["c.html"],
        "text": ["a.txt", "e.md"],
    }


def test_what_lies_beside_a_services_files_is_its_own(tmp_path: Path) -> None:
    write(tmp_path / "x", tweets__js=TWEETS, README__txt="Your archive.", index__html="<p>A")
    assert find(tmp_path / "x") == {"twitter": ["tweets.js"]}


def test_another_part_of_an_archive_is_not_taken_for_books(tmp_path: Path) -> None:
    for name, member, text in (("1", "tweets.js", TWEETS), ("2", "index.html", "<p>A")):
        with zipfile.ZipFile(tmp_path / f"{name}.zip", "w") as file:
            file.writestr(member, text)
    assert find(tmp_path / "1.zip", tmp_path / "2.zip") == {"twitter": ["tweets.js"]}
    assert find(tmp_path / "2.zip") == {"book": ["index.html"]}


def test_notes_of_ones_own_may_be_given_beside_an_archive(tmp_path: Path) -> None:
    archive = write(tmp_path / "x", tweets__js=TWEETS)
    notes = write(tmp_path / "notes", a__txt="A ship.")
    page = write(tmp_path / "pages", a__html="<p>A") / "a.html"
    assert find(archive, notes, page) == {
        "twitter": ["tweets.js"],
        "book": ["a.html"],
        "text": ["a.txt"],
    }
