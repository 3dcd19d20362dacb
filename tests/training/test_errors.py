"""A missing optional package."""

import pytest

from wisdom_training.errors import MissingPackageError, TrainingError, require_package


def test_a_missing_package_is_an_error_that_names_its_extra() -> None:
    with pytest.raises(MissingPackageError) as error:
        require_package("drawing charts", "no_such_package", "train")
    assert isinstance(error.value, TrainingError)
    assert str(error.value) == (
        "drawing charts needs no_such_package, which is not installed: "
        'pip install "mkdocs-wisdom[train]"'
    )


def test_an_installed_package_is_accepted_and_not_imported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names: list[str] = []
    monkeypatch.setattr("importlib.util.find_spec", lambda name: names.append(name) or name)
    require_package("drawing charts", "no_such_package", "train")
    assert names == ["no_such_package"]
