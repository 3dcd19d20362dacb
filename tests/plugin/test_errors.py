import pytest
from mkdocs.exceptions import PluginError

from mkdocs_wisdom import errors
from mkdocs_wisdom.errors import PostError, SiteError, plugin_errors
from wisdom_model.errors import ModelFileError


@pytest.mark.parametrize("kind", [PostError, SiteError, ModelFileError])
def test_errors_of_plugin_and_model_become_mkdocs(kind: type[Exception]) -> None:
    with pytest.raises(PluginError) as caught, plugin_errors():
        raise kind("a.md, line 3: no date")
    assert str(caught.value) == "wisdom: a.md, line 3: no date"
    assert type(caught.value.__cause__) is kind


def test_a_defect_keeps_its_traceback() -> None:
    with pytest.raises(KeyError, match=r"^'stem'$"), plugin_errors():
        raise KeyError("stem")


def test_it_decorates_functions_as_well() -> None:
    @plugin_errors()
    def read(number: int) -> int:
        if number < 0:
            raise SiteError("found -1")
        return number

    assert read(3) == 3
    for _ in range(2):
        with pytest.raises(PluginError, match=r"^wisdom: found -1$"):
            read(-1)


def test_the_docstring_draws_every_error() -> None:
    kinds = [
        name for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, SiteError)
    ]  # fmt: skip
    assert kinds == [
        "SiteError", "PostError", "UndatedError", "PublishError", "PlacementError", "SettingError",
        "FiguresError", "ReplayError", "ScaffoldError",
    ]  # fmt: skip
    drawn = [line.lstrip("│├└─ ").split()[0] for line in str(errors.__doc__).splitlines()
             if line.startswith(("SiteError", "├", "└", "│   └"))]  # fmt: skip
    assert drawn == kinds
