"""What training has to know of corpus folders."""

from pathlib import Path

import pytest

from training.runs import SHORT, train
from wisdom_model.guards.guards import Guards
from wisdom_model.voice.file import load_voice
from wisdom_training.corpus.json_lines import CorpusDocument, write_documents
from wisdom_training.errors import CorpusError
from wisdom_training.importing.corpus_folder import ImportState, write_state
from wisdom_training.review.application import apply_decisions
from wisdom_training.review.decisions import KEEP, MASK, Decision, write_decisions
from wisdom_training.run.imported_corpora import ImportedCorpora, inspect_corpora


def make_folder(folder: Path, *, private: bool, texts: int = 1) -> Path:
    folder.mkdir()
    said = ("Ishmael sailed with the whale.", "The white whale saw Ann and the ship.")
    documents = [
        CorpusDocument(f"{said[number % 2]} Day {number} of the sea was white.", kind="private")
        for number in range(texts)
    ]
    write_documents(folder, documents)
    write_state(folder, ImportState(private=private))
    return folder


def test_plain_texts_are_public(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rains.")
    assert inspect_corpora([tmp_path, tmp_path / "a.txt"]) == ImportedCorpora(None, frozenset())


def test_private_texts_have_to_be_reviewed(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "words", private=True)
    with pytest.raises(CorpusError) as error:
        inspect_corpora([folder])
    assert str(error.value) == (
        f"{folder} has texts that were written to few people, and nobody has looked at the names "
        f"in them: run wisdom review {folder} first"
    )
    apply_decisions(folder)
    assert inspect_corpora([folder]) == ImportedCorpora(folder, frozenset())


def test_the_masked_names_of_all_folders_count(tmp_path: Path) -> None:
    one = make_folder(tmp_path / "one", private=False)
    two = make_folder(tmp_path / "two", private=True)
    write_decisions(one, {"Ann": MASK, "ben": KEEP})
    write_decisions(two, {"çelik": Decision("replace", "Deniz")})
    assert inspect_corpora([one, two]) == ImportedCorpora(two, frozenset({"ann", "celik"}))


@pytest.mark.slow
@pytest.mark.torch
def test_a_voice_of_private_texts_is_private_and_says_no_masked_name(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "words", private=True, texts=120)
    write_decisions(folder, {"ann": MASK})
    apply_decisions(folder)
    output = tmp_path / "voice.safetensors"
    done = train(folder, output, *SHORT)
    assert done.returncode == 0, done.stderr
    assert f"{folder} has texts that were written to few people: the voice is private" in (
        done.stdout
    )
    voice = load_voice(output)
    assert voice.metadata["private"]
    assert voice.phrase_memory is None
    findings = Guards.for_voice(voice).inspect("The white whale saw Ann.")
    assert [finding.guard for finding in findings if not finding.passed] == ["personal"]
