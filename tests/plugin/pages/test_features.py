from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

from mkdocs.structure.files import Files

from mkdocs_wisdom.cards.font_choice import FontChoice
from mkdocs_wisdom.pages.features import Features, place_features
from mkdocs_wisdom.pages.identity import FeedIdentity
from mkdocs_wisdom.pages.links import SiteLinks
from mkdocs_wisdom.pages.quiz import Quiz
from mkdocs_wisdom.posts.xray import Figures, find_file, save_figures
from planned_pages import make_config
from sample_posts import make_post

TODAY = date(2026, 11, 28)
NONE = Features(
    subfolder="ahab/", search=False, quiz=None, card_fonts=None, figures=None, today=TODAY
)
POST = replace(make_post("2026-11-24"), body="Yes.")
FIGURES = Figures(("Yes", "."), "wm", (27, 3), ((), ()))


def place(root: Path, features: Features) -> list[str]:
    """Which links are there; the files have to agree."""
    page = SimpleNamespace(url="posts/2026-11-24/", content="<p>Yes.</p>")
    pages = {"posts/2026-11-24.md": page}
    links = SiteLinks(FeedIdentity("Log", "Ishmael", "a.svg"), pages)
    files = Files([])
    placed = place_features(features, [POST], links, files, make_config(root), tell=lambda *_: None)
    found = [name for name in ("search", "quiz_data", "cards", "xray") if getattr(placed, name)]
    assert bool(files.src_uris) == bool(found)
    return found


def test_a_feed_without_features_gets_no_files(tmp_path: Path) -> None:
    assert place(tmp_path, NONE) == []


def test_each_feature_has_its_links(tmp_path: Path) -> None:
    save_figures(FIGURES, find_file(tmp_path, POST.stem))
    assert place(tmp_path, replace(NONE, search=True)) == ["search"]
    assert place(tmp_path, replace(NONE, card_fonts=FontChoice(find=lambda *_: None))) == ["cards"]
    assert place(tmp_path, replace(NONE, figures=tmp_path)) == ["xray"]


def test_too_few_posts_make_no_quiz(tmp_path: Path) -> None:
    assert place(tmp_path, replace(NONE, quiz=Quiz("Melville", ()))) == []
