"""Errors of the plugin, and the one place where they become errors of MkDocs.

SiteError
├── PostError        a file in the posts folder cannot be read as a post
├── PublishError     a new post cannot be written
├── PlacementError   a folder or a page lies where it would do harm
├── SettingError     the environment, or a file of prompts, has what is not allowed
└── ReplayError      a post does not say what is needed to write it again

What is wrong in ``mkdocs.yml`` itself is MkDocs' ``ValidationError``, raised in ``options``.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from mkdocs.exceptions import PluginError

from wisdom_model.errors import WisdomError


class SiteError(Exception):
    """Base of every error that the plugin raises; its message is meant for people."""


class PostError(SiteError):
    """A file in the posts folder cannot be read as a post; the message names file and line."""


class PublishError(SiteError):
    """A new post cannot be written; nothing of it was left behind."""


class PlacementError(SiteError):
    """Two pages would be written to one place, or a folder lies inside another's."""


class SettingError(SiteError):
    """A setting outside ``mkdocs.yml`` has a value that is not allowed."""


class ReplayError(SiteError):
    """A post cannot be written again from its front matter; the message names file and key."""


@contextmanager
def plugin_errors() -> Iterator[None]:
    """Turn our errors and the voice's into PluginError: MkDocs prints one line and exits with 1.

    Everything else passes: it is a defect of ours, and its traceback is wanted.
    """
    try:
        yield
    except (SiteError, WisdomError) as error:
        raise PluginError(f"wisdom: {error}") from error
