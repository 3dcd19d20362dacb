import importlib.util

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, PluginCollection

from mkdocs_wisdom.config import cards
from mkdocs_wisdom.config.cards import draws_cards
from mkdocs_wisdom.config.options import WisdomOptions
from mkdocs_wisdom.errors import SettingError


def decide(
    option: object = "auto",
    *,
    address: str = "https://sea.example/",
    plugin: str = "search",
    serves: bool = False,
    **others: object,
) -> bool:
    options = WisdomOptions()
    options.load_dict({"cards": option, **others})
    assert options.validate() == ([], [])
    config = MkDocsConfig()
    config.load_dict({"site_url": address})
    config.plugins = PluginCollection({plugin: BasePlugin()})
    return draws_cards(options, config, serves=serves)


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
    assert decide(True, plugin=plugin) is False


def test_the_pages_of_a_blog_are_the_blogs() -> None:
    assert decide(True, into="blog") is False


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
