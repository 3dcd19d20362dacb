"""Errors of this package.

WisdomError
├── ModelFileError   a model file is missing, damaged, or of another version
├── SettingsError    a value is out of range
├── PromptError      a prompt has characters that the model does not know
└── GuardError       no text passed the guards
"""

import reprlib

_LONGEST_QUOTE = 120
_BRIEF = reprlib.Repr()
_BRIEF.maxstring = _BRIEF.maxlong = _BRIEF.maxother = 100


class WisdomError(Exception):
    """Base of every error that this package raises; a user can understand its message."""


class ModelFileError(WisdomError):
    """The message names the file and says what to do."""


class SettingsError(WisdomError, ValueError):
    """The message names the value and the range."""


class PromptError(WisdomError, ValueError):
    """The message names the characters."""


class GuardError(WisdomError):
    """The message says how many texts each guard refused."""


def quote(value: object) -> str:
    """A value as an error quotes it: like ``repr``, and never more than about a hundred characters.

    Python writes no number of more than 4,300 digits; of such a number the type is quoted.
    """
    try:
        shown = _BRIEF.repr(value)
    except ValueError:
        shown = f"<{type(value).__name__} of too many digits>"
    return shown if len(shown) <= _LONGEST_QUOTE else f"{shown[:_LONGEST_QUOTE]}…"
