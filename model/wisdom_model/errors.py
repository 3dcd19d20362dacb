"""Errors of this package.

WisdomError
├── ModelFileError   a model file is missing, damaged, or of another version
├── SettingsError    a value is out of range
├── PromptError      a prompt has characters that the model does not know
└── GuardError       no text passed the guards
"""


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
