"""``wisdom check`` from the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from training.check.corpora import write_folder
from training.commands import fail, run
from wisdom_training.cli.app import main

POSTS = [
    f"On day {number} I saw the herons on the lake again, all of them." for number in range(40)
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "corpus", POSTS, ["2019-05-06", "2021-05-06"])


@pytest.fixture
def text(tmp_path: Path) -> Path:
    (tmp_path / "my words").mkdir()
    (tmp_path / "my words" / "a.txt").write_text("\n".join(POSTS))
    return tmp_path / "my words"


def test_the_report_is_put_into_the_folder_of_an_import(corpus: Path) -> None:
    printed = run("check", corpus)
    assert printed.startswith("Size          2,310 characters, 560 words, in 40 documents:")
    assert printed.endswith(f"\nThe report is {corpus / 'check.md'}\n")
    assert sorted(path.name for path in corpus.iterdir()) == ["check.md", "corpus.jsonl"]


def test_the_report_quotes_and_is_its_owners_alone(corpus: Path) -> None:
    run("check", corpus)
    assert (corpus / "check.md").stat().st_mode & 0o777 == 0o600


def test_the_report_on_a_text_is_put_beside_it(text: Path) -> None:
    run("check", text)
    assert (text.parent / "my words-check" / "check.md").is_file()
    assert [path.name for path in text.iterdir()] == ["a.txt"]


def test_another_folder_can_be_given(corpus: Path, tmp_path: Path) -> None:
    run("check", corpus, "-o", tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b" / "check.md").is_file()
    assert [path.name for path in corpus.iterdir()] == ["corpus.jsonl"]


def test_no_report_is_put_among_texts(text: Path) -> None:
    assert fail("check", text, "-o", text / "report") == (
        f"Error: --output {text / 'report'} is in the corpus {text}, where training would read the "
        f"report as the author's words: give a folder outside of it\n"
    )
    assert [path.name for path in text.iterdir()] == ["a.txt"]


def test_json_has_all_figures_and_writes_nothing(corpus: Path) -> None:
    figures = json.loads(run("check", corpus, "--json"))
    assert (figures["words"], figures["documents"]["number"]) == (560, 40)
    assert set(figures["minutes"]) == {"quick", "standard", "best"}
    assert figures["advice"]["sentence"].startswith("Next: ")
    assert [path.name for path in corpus.iterdir()] == ["corpus.jsonl"]


def test_json_writes_the_report_where_it_is_asked_for(corpus: Path, tmp_path: Path) -> None:
    assert json.loads(run("check", corpus, "--json", "-o", tmp_path / "out"))["words"] == 560
    assert (tmp_path / "out" / "check.md").is_file()


def test_the_report_has_charts(corpus: Path) -> None:
    run("check", corpus)
    page = (corpus / "check.md").read_text(encoding="utf-8")
    titles = ["Documents a year", "Most frequent words"]
    assert [title for title in titles if f"<caption><strong>{title}</strong>" in page] == titles


def test_a_folder_that_cannot_be_written_is_named(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = CliRunner().invoke(main, ["check", str(corpus), "-o", str(tmp_path / "file" / "x")])
    assert result.exit_code == 1
    assert result.stderr.endswith(
        f"Error: cannot write the report into {tmp_path / 'file' / 'x'}: Not a directory. Give "
        f"another --output\n"
    )


def test_findings_are_no_error(tmp_path: Path) -> None:
    corpus = write_folder(tmp_path / "corpus", ["ANN: <b>Yes.</b> @ben"] * 9)
    assert "Whose words   9 lines of 9 begin with what looks like" in run("check", corpus)


def test_a_path_without_text_is_an_error(tmp_path: Path) -> None:
    assert fail("check", tmp_path / "nowhere") == (
        f"Error: there is no {tmp_path / 'nowhere'}: give a text file or a folder of them\n"
    )


def test_the_command_to_train_can_be_pasted(text: Path) -> None:
    lines = [
        " ".join(f"heron{(number * (place + 3)) % 997}" for place in range(20))
        for number in range(1, 400)
    ]
    (text / "a.txt").write_text("\n".join(lines))
    assert f"\n    wisdom train '{text}' -o my-voice.safetensors\n" in run("check", text)


def test_options_of_reading_are_those_of_training(corpus: Path) -> None:
    figures = json.loads(run("check", corpus, "--json", "--drop", "On day .?[5-9] .*"))
    assert figures["documents"]["number"] == 20
