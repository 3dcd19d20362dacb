"""The size of the environment that deploys a site.

The peer is natacha-bot's published container image, which does the same nightly job: 1,940 MB.
This benchmark cannot measure the image, but it measures torch in the tests' environment, if there
is one. It adds up the sizes of files, as for an image; on a disk, files occupy whole blocks and
need more.

    python tests/bench/bench_install.py .venv --beside .venv-test
"""

import argparse
from pathlib import Path

from measure import print_table

PEER_MB = 1940
BUDGET_MB = 230


def size_mb(folder: Path, *, blocks: bool = False) -> float:
    """Megabytes (10^6 bytes) of the folder's files, or of the disk blocks that they occupy."""
    files = [file.stat() for file in folder.rglob("*") if file.is_file() and not file.is_symlink()]
    return sum(file.st_blocks * 512 if blocks else file.st_size for file in files) / 1e6


def find_packages(environment: Path) -> Path:
    """The environment's ``site-packages``; raises SystemExit where there is none."""
    found = sorted(environment.glob("lib/python3.*/site-packages"))
    if not found:
        raise SystemExit(f"{environment} is no virtual environment: `make site` makes one")
    return found[0]


def list_largest(packages: Path, count: int = 6) -> list[tuple[str, float]]:
    sizes = [(entry.name, size_mb(entry)) for entry in packages.iterdir() if entry.is_dir()]
    return sorted(sizes, key=lambda entry: -entry[1])[:count]


def main() -> None:
    parser = argparse.ArgumentParser(description="Megabytes of an environment.")
    parser.add_argument("environment", type=Path, nargs="?", default=Path(".venv"))
    parser.add_argument("--beside", type=Path, help="an environment that has torch, to compare")
    arguments = parser.parse_args()
    packages = find_packages(arguments.environment)
    pips = [entry for entry in packages.glob("pip*") if entry.is_dir()]
    total, on_disk = (
        size_mb(arguments.environment, blocks=blocks)
        - sum(size_mb(entry, blocks=blocks) for entry in pips)
        for blocks in (False, True)
    )
    rows = [
        ("natacha-bot's image (published size)", f"{PEER_MB:.0f} MB", "1.00x"),
        ("this environment without pip", f"{total:.0f} MB", f"{total / PEER_MB:.2f}x"),
        ("in disk blocks", f"{on_disk:.0f} MB", f"{on_disk / PEER_MB:.2f}x"),
    ]
    if arguments.beside:
        torch = size_mb(find_packages(arguments.beside) / "torch")
        rows.append((f"torch alone, in {arguments.beside}", f"{torch:.0f} MB", ""))
    print_table(f"Installed (budget {BUDGET_MB} MB)", rows)
    print_table("Of which", [(name, f"{size:.0f} MB") for name, size in list_largest(packages)])
    print("\ntorch in it:", "yes" if (packages / "torch").exists() else "no")


if __name__ == "__main__":
    main()
