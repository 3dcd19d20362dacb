"""What the configuration and the callers say of a build."""

import types

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, PluginCollection

from mkdocs_wisdom.config.site import is_serving, protects


def test_a_server_among_the_callers_is_recognised() -> None:
    server = types.ModuleType("fork.commands.serve")
    exec("def call(function): return function()", vars(server))  # noqa: S102 (a frame of that name)
    assert not is_serving()
    assert server.call(is_serving) is True


@pytest.mark.parametrize(
    ("name", "protected"), [("encryptcontent", True), ("material/search", False)]
)
def test_a_site_with_encryptcontent_asks_for_passwords(name: str, protected: bool) -> None:
    config = MkDocsConfig()
    config.plugins = PluginCollection({name: BasePlugin()})
    assert protects(config) is protected
