"""Scripts for the browser, bundled: several files become one classic script.

A file is a constant: the names that a function returns, called at once. In the bundle each file
uses the constants of those before it.

Why they are not ES modules:

- A page opened from a folder (``file://``) may not load a module: to a browser, each file there is
  an origin of its own.
- The engine runs in a worker or, from ``file://`` and under a policy that forbids workers, in the
  page. One classic script serves both; workers of modules need Firefox 114 (2023).
- A Content-Security-Policy that lists scripts by their hash does not admit a module's imports.
- Each module is a request, and a browser learns of an import only from the importing file.
"""

import hashlib
from collections.abc import Iterable

import rjsmin  # type: ignore[import-untyped]  # ships no types

_DIGEST_CHARACTERS = 10


def bundle(parts: Iterable[str]) -> str:
    """Return scripts as one, minified, with a scope that the parts share and the page does not."""
    return str(rjsmin.jsmin("(() => {\n" + "\n".join(parts) + "\n})();\n"))


def digest_text(text: str) -> str:
    """Return a short name of a text, for files that caches may keep for ever."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST_CHARACTERS]
