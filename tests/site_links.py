"""The links of a built site."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit


class Links(HTMLParser):
    """Collects the addresses that a page refers to, and its ids."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]
        self.ids += [value or "" for name, value in attrs if name == "id"]


def find_broken_links(folder: Path, mount: str) -> list[str]:
    """Every link of every page that leads nowhere, as if the site were at ``mount``."""
    broken = []
    for page in folder.rglob("*.html"):
        links = Links()
        links.feed(page.read_text(encoding="utf-8"))
        place = urljoin(f"http://site{mount}", page.relative_to(folder).as_posix())
        for address in links.addresses:
            parts = urlsplit(urljoin(place, address))
            if parts.netloc != "site" or parts.scheme != "http":
                continue
            assert parts.path.startswith(mount), f"{place}: {address}"
            target = folder / unquote(parts.path.removeprefix(mount))
            target = target / "index.html" if parts.path.endswith("/") else target
            own = parts.fragment if target == page else ""
            if not target.is_file() or (own and own not in links.ids):
                broken.append(f"{place}: {address}")
    return broken
