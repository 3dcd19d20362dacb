"""Our pages in the sitemap of mkdocs-static-i18n, which lists only those that it placed itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from mkdocs.structure.files import File
from mkdocs.utils.templates import TemplateContext

FILES = "i18n_alternates"
"""The key under which the sitemap's template finds a list of files for each language."""


def extend_sitemap(context: TemplateContext, files: Sequence[File]) -> None:
    """Add ``files`` to those of the default language, as pages without a translation."""
    values = cast("dict[str, Any]", context)
    if not (languages := values.get(FILES)):
        return
    for file in files:
        vars(file)["alternates"] = {}  # the template asks each file for its translations
    default = next(iter(languages))  # it is built first
    values[FILES] = languages | {default: [*languages[default], *files]}
