"""Errors of the plugin, and the one place where they become MkDocs' ``PluginError``.

SiteError
├── PostError        a file in the posts folder cannot be read as a post
│   └── UndatedError it has no date, and nothing else is wrong
├── PublishError     a new post cannot be written
├── PlacementError   two pages have one address, or one folder lies inside another
├── SettingError     a value in the environment or in a file of prompts is not allowed, or an option
│                    in ``mkdocs.yml`` asks for a picture or a plugin that the site does not have
├── FiguresError     the figures of X-ray cannot be made, written or used
├── ReplayError      a post's front matter does not suffice to write the post again
└── ScaffoldError    a site cannot be laid down or changed as asked; nothing was

``config`` raises MkDocs' ``ValidationError`` for an option whose value is wrong on any site.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from mkdocs.exceptions import PluginError

from wisdom_model.errors import WisdomError


class SiteError(Exception):
    """Base of every error that the plugin raises; the message is for the site's owner."""


class PostError(SiteError):
    """A file in the posts folder cannot be read as a post; the message names file and line."""


class UndatedError(PostError):
    """A file in the posts folder has no date; nothing else is wrong with it."""


class PublishError(SiteError):
    """A new post cannot be written; no part of it was left behind."""


class PlacementError(SiteError):
    """Two pages would have one address, or one folder lies inside another."""


class SettingError(SiteError):
    """A setting has a value that is not allowed, or asks for a file or plugin that is missing."""


class FiguresError(SiteError):
    """The figures of a post for X-ray cannot be made, written or used; the post is as it was."""


class ReplayError(SiteError):
    """A post cannot be written again from its front matter; the message names file and key."""


class ScaffoldError(SiteError):
    """An answer is not allowed, or a site cannot be laid down or changed; no file was touched."""


@contextmanager
def plugin_errors() -> Iterator[None]:
    """Turn SiteError and WisdomError into PluginError: MkDocs prints one line and exits with 1.

    Any other exception is a bug and passes, with its traceback.
    """
    try:
        yield
    except (SiteError, WisdomError) as error:
        raise PluginError(f"wisdom: {error}") from error
