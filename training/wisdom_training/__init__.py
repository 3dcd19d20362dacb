"""Training and evaluation of voices, and the `wisdom` command."""
