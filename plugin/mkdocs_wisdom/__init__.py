"""What MkDocs sees of mkdocs-wisdom: the plugin, its posts, feed and search."""

from importlib.metadata import version

__version__ = version("mkdocs-wisdom")
