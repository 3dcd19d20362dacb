"""Fill `<!-- options -->` with the plugin's options, from the docstrings below them."""

from __future__ import annotations

import json

from mkdocs_wisdom.config.options import WisdomOptions
from wisdom_training.settings import attribute_docs

MARKER = "<!-- options -->"


def on_page_markdown(markdown: str, **_: object) -> str:
    return markdown.replace(MARKER, describe_options()) if MARKER in markdown else markdown


def describe_options() -> str:
    """One section an option: its meaning, what is allowed, its default."""
    docs = attribute_docs(WisdomOptions)
    return "\n".join(
        f"## `{name}`\n\n{docs[name]}\n\n"
        # JSON is YAML: the default as you would write it in mkdocs.yml.
        f"Allowed: {option.allowed}. Default: `{json.dumps(option.default)}`\n"
        for name, option in WisdomOptions._schema  # noqa: SLF001 (MkDocs has no public way)
    )
