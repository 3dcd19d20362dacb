"""The plugin's templates without MkDocs."""

from pathlib import Path

import jinja2

import mkdocs_wisdom

THEME = Path(mkdocs_wisdom.__file__).parent / "theme"


def load_theme(**templates: str) -> jinja2.Environment:
    """Jinja as MkDocs makes it, without autoescape; ``templates`` are HTML by name, without .html.

    The filter ``url`` returns its argument.
    """
    own = jinja2.DictLoader({f"{name}.html": text for name, text in templates.items()})
    loader = jinja2.ChoiceLoader([own, jinja2.FileSystemLoader(THEME)])
    env = jinja2.Environment(loader=loader)  # noqa: S701 (see above)
    env.filters["url"] = str
    return env
