"""``wisdom sample``."""

from pathlib import Path

from click.testing import CliRunner

from training.commands import fail, run
from voices import document_voice
from wisdom_model.generation.recipe import Recipe
from wisdom_model.generation.writer import write
from wisdom_model.network.sampling import Sampling
from wisdom_model.voice.file import load_voice, save_voice
from wisdom_training.cli.app import main


def test_without_flags_it_writes_the_usual_recipe(voice_file: Path) -> None:
    expected = write(load_voice(voice_file), Recipe(), 7)
    assert run("sample", voice_file, "--seed", "7") == f"{expected}\n"


def test_flags_make_the_recipe(voice_file: Path) -> None:
    recipe = Recipe(
        blend="word",
        prompt="The sea",
        length=9,
        char=Sampling(1.0, 5, 0.9),
        word=Sampling(0.5, 5, 0.9),
        unknown="skip",
    )
    flags = ["--blend", "word", "--prompt", "The sea", "--length", "9", "--temperature", "1"]
    flags += ["--word-temperature", "0.5", "--top-k", "5", "--top-p", "0.9", "--skip-unknown"]
    expected = write(load_voice(voice_file), recipe, 3)
    assert run("sample", voice_file, *flags, "--seed", "3") == f"{expected}\n"


def test_argmax_leaves_nothing_to_chance(voice_file: Path) -> None:
    flags = ["--argmax", "--prompt", "The", "--length", "5"]
    assert run("sample", voice_file, *flags, "--seed", "1") == run(
        "sample", voice_file, *flags, "--seed", "2"
    )


def test_many_texts_are_the_candidates_of_a_seed(voice_file: Path) -> None:
    voice = load_voice(voice_file)
    expected = [write(voice, Recipe(length=9), 4, number) for number in range(3)]
    found = run("sample", voice_file, "--seed", "4", "--length", "9", "--count", "3")
    assert found == "\n\n---\n\n".join(expected) + "\n"


def test_a_drawn_seed_is_printed(voice_file: Path) -> None:
    result = CliRunner().invoke(main, ["sample", str(voice_file)])
    seed = result.stderr.removeprefix("seed ").strip()
    assert run("sample", voice_file, "--seed", seed) == result.stdout


def test_a_wrong_setting_is_one_message(voice_file: Path) -> None:
    assert fail("sample", voice_file, "--top-p", "0", "--seed", "1") == (
        "Error: top_p is 0.0: it must be above 0 and at most 1\n"
    )


def test_a_missing_file_is_one_message() -> None:
    assert fail("sample", "nowhere.safetensors", "--seed", "1").startswith(
        "Error: cannot read the model file nowhere.safetensors: it does not exist."
    )


def test_an_unknown_name_is_one_message() -> None:
    assert fail("sample", "queequeg", "--seed", "1").startswith(
        "Error: no voice is called 'queequeg'; these ship with the package: "
    )


def test_without_a_length_documents_are_as_long_as_the_authors(tmp_path: Path) -> None:
    voice, path = document_voice(end=2, most=9, whole_sentences=False), tmp_path / "v.safetensors"
    save_voice(path, voice)
    expected = write(load_voice(path), Recipe(length=None), 7)
    assert run("sample", path, "--seed", "7") == f"{expected}\n"
    assert run("sample", path, "--seed", "7", "--length", "9") == f"{expected}\n"
