"""Errors of the voice.

WisdomError
├── ModelFileError   a model file is missing, damaged, or of another version
├── SettingsError    a value that the sampler or the writer cannot use
├── PromptError      a prompt that the model cannot read
└── GuardError       no text passed the guards
"""


class WisdomError(Exception):
    """Base of every error that the voice raises; its message is meant for people."""


class ModelFileError(WisdomError):
    """The model file is missing, damaged, or written by another version."""


class SettingsError(WisdomError, ValueError):
    """A setting is out of range; the message names it and what would be right."""


class PromptError(WisdomError, ValueError):
    """The prompt holds what the model has never seen."""


class GuardError(WisdomError):
    """No text passed the guards; the message says which refused how many."""
