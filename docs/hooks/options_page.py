"""Fill `<!-- options -->` with the plugin's options, from the docstrings that stand beside them."""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from itertools import pairwise

from mkdocs_wisdom.config.options import WisdomOptions

MARKER = "<!-- options -->"


def on_page_markdown(markdown: str, **_: object) -> str:
    return markdown.replace(MARKER, describe_options()) if MARKER in markdown else markdown


def describe_options() -> str:
    """One section an option: its meaning, what is allowed, its default."""
    docs = read_docstrings(WisdomOptions)
    return "\n".join(
        f"## `{name}`\n\n{docs[name]}\n\n"
        # JSON is YAML: the default as it would stand in mkdocs.yml.
        f"Allowed: {option.allowed}. Default: `{json.dumps(option.default)}`\n"
        for name, option in WisdomOptions._schema  # noqa: SLF001 (MkDocs has no public way)
    )


def read_docstrings(owner: type) -> dict[str, str]:
    """The string below each assignment in the class, by the name assigned."""
    docs = {}
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(owner)))):
        if not isinstance(node, ast.ClassDef):
            continue
        for pair in pairwise(node.body):
            match pair:
                case (
                    ast.Assign(targets=[ast.Name(id=name)]),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    docs[name] = inspect.cleandoc(text)
    return docs
