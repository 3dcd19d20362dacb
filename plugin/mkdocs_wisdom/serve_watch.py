"""Files that ``mkdocs serve`` watches although they may not exist yet.

MkDocs' server can only watch what exists, and loses sight of a folder that is deleted and comes
back, as at a `git checkout`. So a thread looks at the posts, the voice and the other files itself,
and writes to a file that the server does watch.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from threading import Event, Thread

from mkdocs.livereload import LiveReloadServer

INTERVAL = 0.5  # seconds, as MkDocs' own


class Watch:
    """Rebuilds the site when one of the paths, or a file below it, appears, changes or vanishes."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = list(paths)
        self._stopped = Event()
        self._folder = tempfile.TemporaryDirectory(prefix="mkdocs-wisdom-")
        self._signal = Path(self._folder.name) / "changed"
        self._signal.touch()
        self._seen = take_snapshot(self._paths)
        self._thread = Thread(target=self._look, daemon=True)

    def start(self, server: LiveReloadServer) -> None:
        server.watch(str(self._signal))
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()
        self._folder.cleanup()

    def _look(self) -> None:
        while not self._stopped.wait(INTERVAL):
            found = take_snapshot(self._paths)
            if found != self._seen:
                self._seen = found
                with self._signal.open("a") as signal:
                    signal.write("changed\n")  # a new size is a change, however coarse the clock


def take_snapshot(paths: Iterable[Path]) -> dict[Path, tuple[int, int, int]]:
    """The identity, size and time of change of each file that is one of ``paths`` or below it."""
    found = {}
    for path in paths:
        for file in [path, *path.rglob("*")] if path.is_dir() else [path]:
            try:
                state = file.stat()
            except OSError:  # it does not exist, or no longer
                continue
            if not file.is_dir():
                found[file] = (state.st_ino, state.st_size, state.st_mtime_ns)
    return found
