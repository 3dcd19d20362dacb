from pathlib import Path

import pytest

from mkdocs_wisdom.errors import ScaffoldError
from mkdocs_wisdom.scaffold.answers import (
    find_file,
    name_author,
    read_address,
    read_language,
    read_name,
    read_picture,
    read_publish,
    read_theme_name,
    read_voice,
    suggest_name,
)


@pytest.mark.parametrize(
    ("given", "address", "repository"),
    [
        ("", "", ""),
        ("Ada/My-Bot", "https://ada.github.io/My-Bot/", "Ada/My-Bot"),
        ("ada/Ada.github.io", "https://ada.github.io/", "ada/Ada.github.io"),
        ("https://github.com/ada/bot", "https://ada.github.io/bot/", "ada/bot"),
        ("git@github.com:ada/bot.git", "https://ada.github.io/bot/", "ada/bot"),
        ("https://example.org/bot", "https://example.org/bot/", ""),
        ("example.org", "https://example.org/", ""),
        ("http://localhost:8000", "http://localhost:8000/", ""),
    ],
)
def test_an_address_or_a_repository(given: str, address: str, repository: str) -> None:
    assert read_address(given) == (address, repository)


@pytest.mark.parametrize("given", ["ada", "ftp://a.org", "http://[", "a b.org", "-a/b", "a/b/c"])
def test_neither_an_address_nor_a_repository(given: str) -> None:
    with pytest.raises(ScaffoldError, match="allowed: the address of the site"):
        read_address(given)


@pytest.mark.parametrize("name", ["'Q' & \"A\"", "a: b # c", "Wal 🐳", "מוֹבִּי דיק", "\\", "%{}"])
def test_a_name_may_have_any_printable_character(name: str) -> None:
    assert read_name(f"  {name} ") == name


@pytest.mark.parametrize("name", ["", "   ", "a\x00b", "a\x1bb", "\ud800", "\uffff", "a" * 201])
def test_names_that_are_refused(name: str) -> None:
    with pytest.raises(ScaffoldError, match="allowed: a name of 1 to 200 characters"):
        read_name(name)


def test_choices_are_read_in_any_case() -> None:
    assert read_language(" DE ") == "de"
    assert read_publish("Pull-Request") == "pull-request"
    assert read_theme_name("material") == "material"


def test_a_choice_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(ScaffoldError, match="found 'ftp', allowed: direct, pull-request, none"):
        read_publish("ftp")


def test_a_bundled_voice_has_no_file() -> None:
    assert read_voice("ishmael") == ("ishmael", None)


def test_a_voice_gets_a_name_that_is_safe_everywhere(voice_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "My voice: #1 🐳.safetensors"
    path.write_bytes(voice_file.read_bytes())
    assert read_voice(f"'{path}'") == ("My-voice-1.safetensors", voice_file.read_bytes())


def test_a_file_that_is_no_voice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.safetensors").write_bytes(b"nothing")
    with pytest.raises(ScaffoldError, match=r"a\.safetensors"):
        read_voice(str(tmp_path / "a.safetensors"))


def test_a_voice_that_is_not_there_is_refused_with_the_bundled_ones() -> None:
    with pytest.raises(ScaffoldError, match="allowed: english, ishmael, or a file"):
        read_voice("ahab")


def test_a_picture_keeps_its_kind(tmp_path: Path) -> None:
    (tmp_path / "Me.PNG").write_bytes(b"png")
    assert read_picture(str(tmp_path / "Me.PNG")) == ("picture.png", b"png")


def test_a_file_that_is_no_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "me.txt").touch()
    with pytest.raises(ScaffoldError, match="allowed: initials, or a picture's file"):
        read_picture(str(tmp_path / "me.txt"))


def test_paths_may_have_the_separators_of_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "my.txt").touch()
    assert find_file('"voices\\my.txt"') == Path("voices/my.txt")
    assert find_file("voices\\other.txt") is None
    assert find_file("a\0b") is None


def test_names_are_suggested_by_the_folder_and_the_voice() -> None:
    assert suggest_name(Path("sites/my-little_bot")) == "My little bot"
    assert suggest_name(Path("/")) == "My bot"
    assert name_author("ishmael") == "Ishmael"
    assert name_author("my-voice.safetensors") == "My voice"
