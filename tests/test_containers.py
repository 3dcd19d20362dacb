"""The images of the Containerfile, built and run by buildah.

The base image is WISDOM_CONTAINER_BASE, or a Debian that debootstrap makes. Certificates and pip's
settings are those of this machine, so that a build reaches the package index that the tests use.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BASE = os.environ.get("WISDOM_CONTAINER_BASE")
CAN_MAKE_BASE = shutil.which("debootstrap") is not None and os.geteuid() == 0
BUILD = ("--isolation", "chroot", "--network", "host")
CONFIGURATION = "site_name: Box\nsite_url: https://box.example/\nplugins: [wisdom]\n"
NOON = "SOURCE_DATE_EPOCH=1795521600"  # 2026-11-24, 12:00 UTC
PEER_BYTES = 1_940_000_000
"""natacha-bot's published image, which writes posts with torch."""
NOBODY = 1000
"""The number of the images' user."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.registry,
    pytest.mark.skipif(
        shutil.which("buildah") is None or not (BASE or CAN_MAKE_BASE),
        reason="needs buildah, and WISDOM_CONTAINER_BASE or debootstrap and root",
    ),
]


@dataclass(frozen=True)
class Storage:
    """Images in a folder of their own."""

    folder: Path

    def run(self, command: str, *arguments: str | Path) -> str:
        """Run a command of buildah and return its standard output."""
        storage = ("--root", self.folder / "root", "--runroot", self.folder / "run")
        done = subprocess.run(
            ["buildah", *storage, "--storage-driver", "vfs", command, *arguments],
            capture_output=True, text=True, check=False, cwd=ROOT,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()


@dataclass(frozen=True)
class Container:
    """A container of an image."""

    storage: Storage
    name: str

    def run(self, *arguments: str, mounts: dict[str, Path] | None = None) -> str:
        """What ``docker run IMAGE arguments`` prints; ``mounts`` are folders of this machine."""
        image = json.loads(self.storage.run("inspect", self.name))["OCIv1"]["config"]
        return self.call(*image["Entrypoint"], *arguments, mounts=mounts)

    def call(self, *command: str, mounts: dict[str, Path] | None = None) -> str:
        volumes = [f"--volume={folder}:{place}" for place, folder in (mounts or {}).items()]
        return self.storage.run("run", *BUILD, f"--env={NOON}", *volumes, self.name, "--", *command)


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    storage = Storage(tmp_path_factory.mktemp("storage"))
    yield storage
    storage.run("rm", "--all")
    shutil.rmtree(storage.folder)


@pytest.fixture(scope="module")
def base(storage: Storage) -> str:
    """The name of the base image."""
    if BASE:
        return BASE
    debian = storage.folder / "debian"
    packages = "--include=python3-venv,ca-certificates"
    subprocess.run(["debootstrap", "--variant=minbase", packages, "bookworm", debian], check=True)
    container = storage.run("from", "scratch")
    storage.run("add", "--quiet", container, debian, "/")
    storage.run("commit", "--quiet", container, "localhost/base")
    shutil.rmtree(debian)
    return "localhost/base"


def build(storage: Storage, base: str, target: str) -> str:
    """Build an image and return its name.

    Without a cache of layers: this storage would copy everything for each of them.
    """
    settings = storage.folder / "pip.conf"
    variables = {"cert": "PIP_CERT", "find-links": "PIP_FIND_LINKS", "index-url": "PIP_INDEX_URL"}
    lines = [f"{key} = {os.environ[name]}" for key, name in variables.items() if os.getenv(name)]
    settings.write_text("\n".join(["[global]", *lines]))
    links = os.getenv("PIP_FIND_LINKS", "")
    mounts = [f"{settings}:/etc/pip.conf:ro", "/etc/ssl/certs:/etc/ssl/certs:ro"]
    mounts += [f"{links}:{links}:ro"] if Path(links).is_dir() and links else []
    torch = ["--build-arg=TORCH_INDEX="] if links else []  # the wheel of torch is on this machine
    storage.run(
        "build", *BUILD, *(f"--volume={mount}" for mount in mounts), *torch,
        f"--build-arg=BASE={base}", f"--target={target}", f"--tag={target}",
        "--file=Containerfile", ".",
    )  # fmt: skip
    return f"localhost/{target}"


def measure(storage: Storage, image: str) -> int:
    """Bytes of an image's layers, as they are stored (not compressed)."""
    (found,) = json.loads(storage.run("images", "--json", image))
    number, unit = found["size"].split()
    return round(float(number) * {"MB": 10**6, "GB": 10**9}[unit])


@pytest.fixture(scope="module")
def site(storage: Storage, base: str) -> Container:
    return Container(storage, storage.run("from", build(storage, base, "site")))


@pytest.fixture(scope="module")
def train(storage: Storage, base: str) -> Container:
    return Container(storage, storage.run("from", build(storage, base, "train")))


def own(folder: Path) -> Path:
    """Make a folder that the images' user may write to."""
    folder.mkdir(parents=True)
    os.chown(folder, NOBODY, NOBODY)
    return folder


def test_the_site_image_prints_one_post(site: Container) -> None:
    post = site.run()
    assert (len(post.split()) > 5, post[0].isupper() or post[0] in '“"') == (True, True)


def test_the_site_image_builds_a_site_with_a_post(site: Container, tmp_path: Path) -> None:
    root = own(tmp_path / "site")
    (root / "mkdocs.yml").write_text(CONFIGURATION)
    own(root / "docs").joinpath("index.md").write_text("# Box\n")
    site.run("build", "--strict", mounts={"/site": root})
    assert [file.name for file in (root / "posts").glob("*.md")] == ["2026-11-24.md"]
    assert (root / "site" / "wisdom" / "index.html").is_file()


def test_the_site_image_has_no_root_no_torch_and_no_pip(site: Container) -> None:
    code = (
        "import os, importlib.util as i; "
        "print(os.getuid(), [n for n in ('torch', 'pip', 'hatchling') if i.find_spec(n)])"
    )
    assert site.call("/opt/wisdom/bin/python", "-c", code) == f"{NOBODY} []"


def test_the_site_image_is_less_than_a_quarter_of_its_peer(site: Container) -> None:
    assert measure(site.storage, "localhost/site") < PEER_BYTES / 4


def test_the_training_image_writes_a_voice_that_speaks(train: Container, tmp_path: Path) -> None:
    mounts = {"/out": own(tmp_path / "out"), "/corpus": tmp_path / "corpus"}
    mounts["/corpus"].mkdir()
    text = (ROOT / "docs" / "guide" / "training.md").read_text(encoding="utf-8")
    (mounts["/corpus"] / "words.txt").write_text(text, encoding="utf-8")
    train.run("--preset", "quick", "--char-epochs", "1", "--word-epochs", "1", mounts=mounts)
    assert (mounts["/out"] / "voice.safetensors").is_file()
    assert train.run("sample", "/out/voice.safetensors", "--seed", "1", mounts=mounts)


def test_the_training_image_is_smaller_than_its_peer(train: Container) -> None:
    assert measure(train.storage, "localhost/train") < PEER_BYTES
