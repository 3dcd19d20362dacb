"""The workshop: training, evaluation and the `wisdom` command."""
