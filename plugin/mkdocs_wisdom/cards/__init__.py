"""Cards: the pictures that link previews show of a post. They need Pillow, the extra ``cards``."""
