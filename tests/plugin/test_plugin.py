"""How the plugin knows its command; ``tests/site`` runs its events in the real MkDocs."""

import types

from mkdocs_wisdom.plugin import WisdomPlugin


def test_a_server_that_says_build_is_a_server() -> None:
    server = types.ModuleType("mkdocs.commands.serve")
    exec("def call(function): return function()", vars(server))  # noqa: S102 (a frame of that name)
    plugin = WisdomPlugin()
    assert plugin.command == ""
    plugin.on_startup(command="build", dirty=True)
    assert plugin.command == "build"
    server.call(lambda: plugin.on_startup(command="build", dirty=False))
    assert plugin.command == "serve"
