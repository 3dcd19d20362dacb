"""What MkDocs sees of mkdocs-wisdom: the plugin, its posts, feed and search."""
