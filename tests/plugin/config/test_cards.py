import importlib.util
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, PluginCollection

from mkdocs_wisdom.config import cards
from mkdocs_wisdom.config.cards import draws_cards, read_card_fonts
from mkdocs_wisdom.config.options import WisdomOptions
from mkdocs_wisdom.errors import SettingError


def make_options(cards: object, **others: object) -> WisdomOptions:
    options = WisdomOptions()
    options.load_dict({"cards": cards, **others})
    assert options.validate() == ([], [])
    return options


def make_config(address: str = "https://sea.example/", plugin: str = "search") -> MkDocsConfig:
    config = MkDocsConfig()
    config.load_dict({"site_url": address})
    config.plugins = PluginCollection({plugin: BasePlugin()})
    return config


def decide(
    option: object = "auto",
    *,
    address: str = "https://sea.example/",
    plugin: str = "search",
    serves: bool = False,
    **others: object,
) -> bool:
    config = make_config(address, plugin)
    return draws_cards(make_options(option, **others), config, serves=serves)


@pytest.fixture
def without_pillow(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(name: str) -> object:
        return None if name == "PIL" else importlib.util.find_spec(name)

    monkeypatch.setattr(cards, "find_spec", find)


def test_a_build_with_an_address_draws_cards() -> None:
    assert decide() is True
    assert decide(False) is False
    assert decide(address="") is False


def test_serve_draws_them_only_if_asked() -> None:
    assert decide(serves=True) is False
    assert decide(True, serves=True) is True


@pytest.mark.parametrize("plugin", ["social", "material/social"])
def test_materials_own_cards_replace_them(plugin: str) -> None:
    assert decide(plugin=plugin) is False
    with pytest.raises(SettingError) as caught:
        decide(True, plugin=plugin)
    assert str(caught.value) == (
        "cards: found true, but Material's plugin social replaces these cards by its own: set "
        "cards: auto, or remove social from plugins in mkdocs.yml"
    )


def test_the_pages_of_a_blog_are_the_blogs() -> None:
    assert decide(into="blog") is False


@pytest.mark.usefixtures("without_pillow")
def test_without_pillow_there_are_none() -> None:
    assert decide() is False
    with pytest.raises(SettingError) as caught:
        decide(True)
    assert str(caught.value) == (
        'cards: found true, but Pillow is not installed: pip install "mkdocs-wisdom[cards]"'
    )


def test_asked_for_they_need_an_address() -> None:
    with pytest.raises(SettingError) as caught:
        decide(True, address="")
    assert str(caught.value) == (
        "cards: found true, but mkdocs.yml has no site_url, the site's address, and link previews "
        "need a full address: set site_url, or cards: false"
    )


def test_a_font_is_looked_for_beside_mkdocs_yml(tmp_path: Path) -> None:
    options = make_options(True, card_font="fonts/own.ttf")
    with pytest.raises(SettingError, match="card_font: cannot read"):
        read_card_fonts(options, make_config(), tmp_path, serves=False)


def test_a_build_without_cards_reads_no_font(tmp_path: Path) -> None:
    options = make_options(False, card_font="fonts/own.ttf")
    assert read_card_fonts(options, make_config(), tmp_path, serves=False) is None
