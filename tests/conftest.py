"""What tests of several rooms need."""

from pathlib import Path

import pytest

from voices import random_voice
from wisdom_model.model_file import save_voice


@pytest.fixture(scope="session")
def voice_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A voice with random weights, to be read only."""
    path = tmp_path_factory.mktemp("voice") / "tiny.safetensors"
    save_voice(path, random_voice())
    return path
