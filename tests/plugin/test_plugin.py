"""How the plugin knows its command; ``tests/site`` runs its events in the real MkDocs."""

import types

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import PluginCollection

from mkdocs_wisdom.plugin import WisdomPlugin, is_serving, protects


def test_a_server_among_the_callers_is_recognised() -> None:
    server = types.ModuleType("fork.commands.serve")
    exec("def call(function): return function()", vars(server))  # noqa: S102 (a frame of that name)
    assert not is_serving()
    assert server.call(is_serving) is True


def test_a_server_that_says_build_is_a_server() -> None:
    server = types.ModuleType("mkdocs.commands.serve")
    exec("def call(function): return function()", vars(server))  # noqa: S102 (as above)
    plugin = WisdomPlugin()
    assert (plugin.command, plugin.dirty) == ("", False)
    plugin.on_startup(command="build", dirty=True)
    assert (plugin.command, plugin.dirty) == ("build", True)
    server.call(lambda: plugin.on_startup(command="build", dirty=False))
    assert (plugin.command, plugin.dirty) == ("serve", False)


@pytest.mark.parametrize(
    ("name", "protected"), [("encryptcontent", True), ("material/search", False)]
)
def test_a_site_with_encryptcontent_asks_for_passwords(name: str, protected: bool) -> None:
    config = MkDocsConfig()
    config.plugins = PluginCollection({name: WisdomPlugin()})
    assert protects(config) is protected
