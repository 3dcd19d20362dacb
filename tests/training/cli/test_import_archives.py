"""``wisdom import``, as an owner gives it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from training.commands import fail
from wisdom_training.cli.app import main
from wisdom_training.cli.import_archives import ask_owner


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of X, unpacked."""
    posts = [
        {"full_text": "It rains. https://t.co/abc", "created_at": "Wed Oct 10 20:19:24 +0000 2018"},
        {"full_text": "RT @ann: It rains.", "created_at": "Wed Oct 10 20:19:25 +0000 2018"},
    ]
    folder = tmp_path / "twitter" / "data"
    folder.mkdir(parents=True)
    content = json.dumps([{"tweet": post} for post in posts])
    (folder / "tweets.js").write_text(f"window.YTD.tweets.part0 = {content}", encoding="utf-8")
    return tmp_path / "twitter"


def test_it_says_what_it_took_and_what_comes_next(archive: Path, tmp_path: Path) -> None:
    output = tmp_path / "words"
    done = CliRunner().invoke(main, ["import", str(archive), "-o", str(output)])
    assert (done.exit_code, done.exception) == (0, None)
    assert done.stdout == (
        "X (Twitter): 1 of 1 texts kept\n"
        "Left out:\n"
        "        1  reposts\n"
        "\n"
        f"The corpus has 1 text, 2 words, 9 characters. The report is {output}/report.md.\n"
        "\n"
        "Next:\n"
        f"  wisdom review {output}   # for names\n"
        f"  wisdom check {output}   # is it enough?\n"
        f"  wisdom train {output} -o my-voice.safetensors\n"
    )


def test_a_chat_without_a_terminal_is_an_error_that_lists_the_speakers(tmp_path: Path) -> None:
    chat = tmp_path / "_chat.txt"
    lines = [
        "[12.03.24, 09:05:01] Ann: It rains",
        "[12.03.24, 09:06:01] Ben: It does",
        "[12.03.24, 09:07:01] Ann: It does not",
    ]
    chat.write_text("\n".join(lines), encoding="utf-8")
    assert fail("import", chat, "-o", tmp_path / "words", "--private").endswith(
        "Error: nothing says which of the speakers you are (WhatsApp): give --me NAME. The "
        "speakers, with the number of their texts:\n"
        "  Ann        2  It does not\n"
        "  Ben        1  It does\n"
    )


def test_columns_without_a_text_are_refused(archive: Path, tmp_path: Path) -> None:
    assert fail("import", archive, "-o", tmp_path / "words", "--author", "name") == (
        "Error: --date and --author name columns of a table: name that of --text, too\n"
    )


def test_it_needs_its_extra(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)  # noqa: ARG005 (its parameter)
    assert fail("import", archive, "-o", tmp_path / "words") == (
        "Error: import needs selectolax, which is not installed: "
        'pip install "mkdocs-wisdom[import]"\n'
    )


def test_a_terminal_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    from wisdom_training.archives import whatsapp  # noqa: PLC0415 (of an extra)
    from wisdom_training.importing.speakers import Speaker  # noqa: PLC0415 (of an extra)

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("click.prompt", lambda _: "ben")
    speakers = [Speaker("Ann", 2, "It rains"), Speaker("Ben", 1, "It does")]
    assert ask_owner(whatsapp.SOURCE, speakers) == ["Ben"]
