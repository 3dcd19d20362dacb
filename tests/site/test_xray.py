"""X-ray: a build makes the figures of the post that it writes, and publishes them."""

import shutil
from pathlib import Path

import pytest

from sites import Site, list_tree

pytestmark = pytest.mark.site

FIGURES = "posts/xray/2026-11-24.json"


def list_published(site: Site) -> list[str]:
    return [name for name in list_tree(site.root / "site") if "assets/wisdom/xray/" in name]


def test_a_new_post_has_figures_that_its_page_loads(site: Site) -> None:
    site.build()
    figures = (site.root / FIGURES).read_text("utf-8").strip()
    (published,) = list_published(site)
    assert site.read(published) == f"mkdocsWisdom.figures={figures};\n"
    page = site.read("wisdom/posts/2026-11-24/index.html")
    assert f'data-figures="../../../{published}"' in page


def test_an_edited_post_has_no_switch(site: Site) -> None:
    site.build()
    post = site.posts / "2026-11-24.md"
    post.write_text(post.read_text("utf-8") + "More.\n", encoding="utf-8")
    assert f"{FIGURES} is not used: the post was changed" in site.build()
    assert "wisdom-xray-switch" not in site.read("wisdom/posts/2026-11-24/index.html")
    assert list_published(site) == []


@pytest.mark.parametrize(
    ("options", "made"), [({}, False), ({"xray": True}, True), ({"xray": False}, False)]
)
def test_a_voice_from_elsewhere_gets_figures_only_if_asked(
    site: Site, tmp_path_factory: pytest.TempPathFactory, options: dict[str, object], made: bool
) -> None:
    elsewhere = tmp_path_factory.mktemp("voices") / "mine.safetensors"
    shutil.move(site.root / "tiny.safetensors", elsewhere)
    site.configure(options)
    site.build(WISDOM_MODEL=str(elsewhere))
    assert (site.root / FIGURES).exists() == made
    assert bool(list_published(site)) == made


def test_switched_off_nothing_is_published(site: Site) -> None:
    site.build()
    site.configure({"xray": False})
    site.build()
    assert Path(site.root / FIGURES).exists()
    assert [name for name in list_tree(site.root / "site") if "xray" in name] == [
        "assets/wisdom/xray.css"
    ]
