"""Settings files: their keys and values, and that printed files can be read."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from wisdom_model.voice.file import load_voice
from wisdom_training.cli.app import main
from wisdom_training.cli.options import list_options, take_given
from wisdom_training.cli.settings_file import read_settings
from wisdom_training.cli.train import train
from wisdom_training.errors import SettingsFileError
from wisdom_training.presets import PRESETS, choose_settings, fit, fit_fine_tuning
from wisdom_training.run.fine_tuning import StartingVoice

TEXT = "a string (in quotes, if it looks like a number)"


def read(folder: Path, text: str) -> dict[str, Any]:
    file = folder / "settings.yml"
    file.write_text(text, encoding="utf-8")
    return read_settings(file, list_options(train))


def test_keys_become_the_options_values(tmp_path: Path) -> None:
    text = """\
preset: best
validation: 0.1
from: old.safetensors
char: {hidden: 512, tied: true}
word:
  rate: 0.001
"""
    assert read(tmp_path, text) == {
        "preset": "best",
        "validation": 0.1,
        "start": "old.safetensors",
        "char_hidden": 512,
        "char_tied": True,
        "word_rate": 0.001,
    }


@pytest.mark.parametrize("text", ["", "# nothing\n", "char:\n", "vectors:\n"])
def test_what_sets_nothing_changes_nothing(tmp_path: Path, text: str) -> None:
    assert set(read(tmp_path, text).values()) <= {None}


def test_a_power_of_ten_is_a_number_with_and_without_a_point(tmp_path: Path) -> None:
    values = read(tmp_path, "char: {rate: 2e-3, clip: 5}\n")
    assert values == {"char_rate": 0.002, "char_clip": 5.0}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("seed: 1\nprest: best\n", ":2: 'prest' is not a setting; did you mean 'preset'?"),
        (
            "char:\n  hidden: 9\n  min-count: 2\n",
            ":3: 'min-count' is not a setting in the section 'char'; did you mean 'min_count'?",
        ),
        ("char: {hidden: 1.5}\n", ":1: hidden is 1.5: it must be a whole number"),
        ("char: {hidden: yes}\n", ":1: hidden is True: it must be a whole number"),
        ("char: {rate: fast}\n", ":1: rate is 'fast': it must be a number"),
        ("char: {tied: 1}\n", ":1: tied is 1: it must be true or false"),
        ("vectors: {a: b}\n", f":1: vectors is a section: it must be {TEXT}"),
        ("name: 1851\n", f":1: name is 1851: it must be {TEXT}"),
        ("drop: [a]\n", f":1: drop is ['a']: it must be {TEXT}"),
        ("\nseed:\n", ":2: seed is None: it must be a whole number"),
        (
            "char: 256\n",
            (
                ":1: the section 'char' is 256: it must contain settings, one an indented line, "
                "such as 'hidden: 256'"
            ),
        ),
        ("- preset\n", ":1: expected lines like 'preset: best', found something else"),
        ("seed: 1\nseed: 2\n", ":2: 'seed' is set in {file}:1 already: keep one"),
        ("seed: [1\n", ":2: this is not YAML: expected ',' or ']', but got '<stream end>'"),
    ],
)
def test_a_mistake_is_an_error_that_says_where(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsFileError) as error:
        read(tmp_path, text)
    file = str(tmp_path / "settings.yml")
    assert str(error.value) == file + message.replace("{file}", file)


@pytest.mark.parametrize("text", ["preset: slow\n", "validation: 1.5\n", "char: {cell: lsmt}\n"])
def test_a_value_that_the_option_refuses_is_an_error_that_says_where(
    tmp_path: Path, text: str
) -> None:
    with pytest.raises(SettingsFileError) as error:
        read(tmp_path, text)
    key = text.removeprefix("char: {").split(":")[0]
    assert str(error.value).startswith(f"{tmp_path / 'settings.yml'}:1: {key}: ")


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsFileError, match=r"cannot read the settings file .*nowhere\.yml: "):
        read_settings(tmp_path / "nowhere.yml", list_options(train))


def test_a_file_in_another_encoding_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "settings.yml"
    file.write_bytes(b"name: Caf\xe9\n")
    with pytest.raises(
        SettingsFileError, match=r"the settings file .* is not UTF-8 text: save it as UTF-8"
    ):
        read_settings(file, list_options(train))


@pytest.mark.parametrize("preset", PRESETS)
def test_what_is_printed_is_read_as_the_same_settings(tmp_path: Path, preset: str) -> None:
    printed = CliRunner().invoke(
        main, ["settings", "--preset", preset, "--characters", "200000", "--from", "none"]
    )
    values = read(tmp_path, printed.stdout)
    char, word = take_given("char", values), take_given("word", values)
    # Every field is in the file, so neither preset nor size matters any more.
    assert choose_settings("quick", char, word, 10) == fit(preset, 200_000)
    assert values["preset"] == preset
    assert (values["seed"], values["unwrap"], values["curves"]) == (1, "auto", True)


def test_settings_with_the_base_voice_are_those_of_training_with_it(
    tmp_path: Path, voice_file: Path
) -> None:
    flags = ["--preset", "best", "--characters", "200000", "--from", str(voice_file)]
    printed = CliRunner().invoke(main, ["settings", *flags])
    values = read(tmp_path, printed.stdout)
    char, word = take_given("char", values), take_given("word", values)
    sizes = StartingVoice(voice_file, load_voice(voice_file)).sizes
    assert choose_settings("quick", char, word, 10) == fit_fine_tuning("best", 200_000, sizes)
