"""The script ``fetch-voice``, with a ``gh`` made for the test and the real ``gpg``."""

import shutil
import subprocess
from pathlib import Path

import pytest

from git_repositories import SHELL, write_script

SCRIPT = Path(__file__).parents[2] / ".github" / "actions" / "fetch-voice" / "fetch-voice"
GH = """\
#!/bin/sh
printf '%s\\n' "$GH_TOKEN" "$@" >"{folder}/call"
[ "$1" = api ] && echo bytes && exit
while [ $# -gt 1 ]; do shift; [ "$1" = --output ] && echo bytes >"$2"; done
exit {code}
"""


def fetch(folder: Path, where: str, key: str = "0123", code: int = 0) -> tuple[int, str]:
    """Run the script: its exit code, and what it printed or wrote to the voice's file."""
    write_script(folder / "bin" / "gh", GH.format(folder=folder, code=code))
    done = subprocess.run(
        [SCRIPT, where, folder / "voice"],
        cwd=folder,
        env=SHELL | {"PATH": f"{folder / 'bin'}:{SHELL['PATH']}", "VOICE_TOKEN": key},
        capture_output=True,
        text=True,
        check=False,
    )
    voice = folder / "voice"
    return done.returncode, done.stdout or (voice.read_text() if voice.exists() else "")


def read_call(folder: Path) -> list[str]:
    """The token and the arguments that ``gh`` got."""
    return (folder / "call").read_text().splitlines()


def test_an_asset_of_a_private_release_is_downloaded(tmp_path: Path) -> None:
    where = "https://github.com/o/words/releases/download/v1/own.safetensors"
    assert fetch(tmp_path, where) == (0, "bytes\n")
    assert read_call(tmp_path) == [
        *("0123", "release", "download", "v1", "--repo", "o/words"),
        *("--pattern", "own.safetensors", "--output", str(tmp_path / "voice"), "--clobber"),
    ]


def test_a_file_of_a_private_repository_is_downloaded(tmp_path: Path) -> None:
    where = "https://github.com/o/words/blob/main/voices/own.safetensors"
    assert fetch(tmp_path, where) == (0, "bytes\n")
    assert read_call(tmp_path) == [
        *("0123", "api", "--header", "Accept: application/vnd.github.raw"),
        "repos/o/words/contents/voices/own.safetensors?ref=main",
    ]


def test_a_token_that_may_not_read_is_explained(tmp_path: Path) -> None:
    where = "https://github.com/o/words/releases/download/v1/own.safetensors"
    assert fetch(tmp_path, where, code=1) == (
        1,
        (
            f"::error title=There is no voice::gh cannot download {where}; its answer is above. "
            "The token needs to read the contents of o/words, and the release v1 needs the asset "
            "own.safetensors.\n"
        ),
    )


def test_an_empty_secret_is_named(tmp_path: Path) -> None:
    code, printed = fetch(tmp_path, "own.safetensors.gpg", key="")
    assert (code, printed.partition("::The ")[2].partition(".")[0]) == (
        1,
        "secret voice-token is empty",
    )


def test_an_address_of_another_kind_is_refused(tmp_path: Path) -> None:
    code, printed = fetch(tmp_path, "own.safetensors")
    assert (code, printed) == (
        1,
        (
            "::error title=There is no voice::The voice is 'own.safetensors'. Expected "
            "https://github.com/OWNER/NAME/releases/download/TAG/ASSET, "
            "https://github.com/OWNER/NAME/blob/BRANCH/PATH, or the path of a file that ends in "
            ".gpg.\n"
        ),
    )


needs_gpg = pytest.mark.skipif(shutil.which("gpg") is None, reason="needs gpg")


def encrypt(folder: Path, passphrase: str) -> None:
    """Encrypt a voice as docs/guide/private-voice.md says, but without asking."""
    (folder / "own.safetensors").write_text("a voice")
    home = folder / "home"
    home.mkdir(mode=0o700)
    subprocess.run(
        ["gpg", "--homedir", home, "--batch", "--quiet", "--pinentry-mode", "loopback",
         "--passphrase", passphrase, "--symmetric", "own.safetensors"],
        cwd=folder, check=True,
    )  # fmt: skip


@needs_gpg
def test_an_encrypted_voice_is_decrypted(tmp_path: Path) -> None:
    encrypt(tmp_path, "call me")
    assert fetch(tmp_path, "own.safetensors.gpg", key="call me") == (0, "a voice")


@needs_gpg
def test_a_wrong_passphrase_is_explained(tmp_path: Path) -> None:
    encrypt(tmp_path, "call me")
    code, printed = fetch(tmp_path, "own.safetensors.gpg", key="call you")
    assert (code, printed.partition("::gpg ")[2]) == (
        1,
        (
            "cannot decrypt own.safetensors.gpg; its answer is above. The secret voice-token has "
            "to be the passphrase that it was encrypted with.\n"
        ),
    )
