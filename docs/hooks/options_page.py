"""Fill `<!-- options -->` with the plugin's options, from the docstrings that stand beside them."""

from __future__ import annotations

import ast
import inspect
import textwrap
from typing import Any

from mkdocs_wisdom.options import WisdomOptions

MARKER = "<!-- options -->"


def on_page_markdown(markdown: str, **_: Any) -> str:
    return markdown.replace(MARKER, describe_options()) if MARKER in markdown else markdown


def describe_options() -> str:
    """One section an option: its meaning, what is allowed, its default."""
    docs = read_docstrings(WisdomOptions)
    sections = []
    for name, option in WisdomOptions._schema:  # noqa: SLF001 (MkDocs offers no public way)
        sections.append(
            f"### `{name}`\n\n{docs[name]}\n\n"
            f"Allowed: {option.allowed}. Default: `{_as_yaml(option.default)}`\n"
        )
    return "\n".join(sections)


def read_docstrings(owner: type) -> dict[str, str]:
    """The string below each assignment in the class, by the name assigned."""
    body = ast.parse(textwrap.dedent(inspect.getsource(owner))).body[0]
    assert isinstance(body, ast.ClassDef)
    docs = {}
    for statement, following in zip(body.body, body.body[1:], strict=False):
        if isinstance(statement, ast.Assign) and isinstance(following, ast.Expr):
            assert isinstance(statement.targets[0], ast.Name)
            docs[statement.targets[0].id] = inspect.cleandoc(ast.literal_eval(following.value))
    return docs


def _as_yaml(value: object) -> str:
    return {True: "true", False: "false", "": '""'}.get(value, str(value)) if not isinstance(
        value, list
    ) else str(value)
