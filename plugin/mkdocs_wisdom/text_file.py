"""Text files of the site's owner: posts, and lists of prompts or words."""

from pathlib import Path

from mkdocs_wisdom.errors import SiteError


def read_utf8(path: Path, error: type[SiteError]) -> str:
    """The text of a file in UTF-8, with a byte-order mark or without.

    Raises ``error``, which names the file, and the line of a byte that is no UTF-8.
    """
    try:
        content = path.read_bytes()
    except OSError as reason:
        raise error(f"cannot read {path}: {reason.strerror}") from reason
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        line = content[: reason.start].count(b"\n") + 1
        raise error(
            f"{path}, line {line}: byte 0x{content[reason.start]:02x} is not UTF-8: "
            "save the file as UTF-8"
        ) from reason
