"""Errors of the training package.

WisdomError (of wisdom_model)
├── CorpusError        the text cannot be read, or there is too little of it
├── VectorsError       the word vectors cannot be read
├── FlagError          a flag has a value that training cannot use
├── SettingsFileError  a settings file is not YAML, or sets an unknown setting or a wrong value
├── CheckpointError    an interrupted run cannot be continued
└── TrainingError      training failed
    └── MissingPackageError  an optional package is not installed
"""

import importlib.util

from wisdom_model.errors import WisdomError


class CorpusError(WisdomError):
    """The text cannot be read, or there is too little of it."""


class VectorsError(WisdomError):
    """The word vectors cannot be read."""


class FlagError(WisdomError, ValueError):
    """A flag has a value that training cannot use; the message quotes the flag."""


class SettingsFileError(WisdomError):
    """A settings file is not YAML, or sets an unknown setting or a wrong value; says the line."""


class CheckpointError(WisdomError):
    """An interrupted run cannot be continued."""


class TrainingError(WisdomError):
    """Training failed; the message names the files that are kept and the way to continue."""


class MissingPackageError(TrainingError):
    """An optional package is not installed; the message names the extra that brings it."""

    def __init__(self, purpose: str, package: str, extra: str) -> None:
        super().__init__(
            f"{purpose} needs {package}, which is not installed: "
            f'pip install "mkdocs-wisdom[{extra}]"'
        )


def require_package(purpose: str, package: str, extra: str) -> None:
    """Raise MissingPackageError unless ``package`` is installed; does not import it."""
    if importlib.util.find_spec(package) is None:
        raise MissingPackageError(purpose, package, extra)
