"""The CPU time of publishing many posts; `bench_sample.py` measures the writing of one.

The peer is MkDocs itself: its own theme, no plugin, the same posts as plain pages, none in the menu
(with all of them in every page's menu it would write 6 GB at 5,000 posts). With `--material` the
same in Material. With `--others` also Material's blog with its search, and Pagefind over the plain
pages. The table has the CPU-seconds (user and system) of all commands, the best of `--rounds`, and
the size of the result; contenders take turns. Cards are drawn in the first round only: they are in
the cache later, as in a project's second build.

    python tests/bench/bench_site.py --posts 5000 --rounds 2 --others
"""

import argparse
import json
import shutil
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from made_posts import write_posts
from measure import cpu_seconds, print_table

MKDOCS = (sys.executable, "-m", "mkdocs", "build")
PAGEFIND = (sys.executable, "-m", "pagefind", "--site", "site")
NEVER = {"WISDOM_GENERATE": "never"}
PEER = "mkdocs theme, plain pages"


@dataclass(frozen=True)
class Contender:
    """A way to publish posts: where they go, `mkdocs.yml`, and the commands to run."""

    posts: str
    settings: dict[str, object]
    commands: tuple[tuple[str, ...], ...] = (MKDOCS,)

    def make_site(self, root: Path, posts: Path) -> None:
        (root / "docs").mkdir(parents=True)
        shutil.copytree(posts, root / self.posts, dirs_exist_ok=True)
        (root / "docs" / "about.md").write_text("# About\n")
        settings = {"site_name": "Bench", "site_url": "https://bench.example/", **self.settings}
        (root / "mkdocs.yml").write_text(json.dumps(settings))

    def publish(self, root: Path) -> float:
        """CPU-seconds of all commands, from nothing.

        An earlier site is put aside: for seconds after thousands of files were deleted, ext4 takes
        several times as long to create others.
        """
        if (root / "site").exists():
            (root / "site").rename(root / f"site-{sum(1 for _ in root.iterdir())}")
        return sum(cpu_seconds(command, root, NEVER) for command in self.commands)


def _wisdom(**options: object) -> Contender:
    return Contender("posts", {"plugins": [{"wisdom": {"feed": ".", **options}}]})


PLAIN: dict[str, object] = {"plugins": [], "nav": ["about.md"], "not_in_nav": "*.md"}
CONTENDERS = {
    PEER: Contender("docs", PLAIN),
    "wisdom, without search, feeds and cards": _wisdom(search=False, feeds=False, cards=False),
    "wisdom": _wisdom(),
}
IN_MATERIAL = {
    f"{name}, in Material": replace(each, settings={**each.settings, "theme": "material"})
    for name, each in {"plain pages": CONTENDERS[PEER], "wisdom": CONTENDERS["wisdom"]}.items()
}
OTHERS = {
    "mkdocs theme, plain pages, Pagefind": Contender("docs", PLAIN, (MKDOCS, PAGEFIND)),
    "Material's blog and search": Contender(
        "docs/blog/posts", {"theme": "material", "plugins": ["search", "blog"]}
    ),
}


def _weigh(site: Path) -> str:
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    return f"{sum(sizes) / 1e6:.1f} MB in {len(sizes):,} files"


def compare_publishing(
    folder: Path, contenders: dict[str, Contender], posts: int, rounds: int
) -> None:
    write_posts(folder / "posts", posts)
    roots = {name: folder / str(number) for number, name in enumerate(contenders)}
    for name, contender in contenders.items():
        contender.make_site(roots[name], folder / "posts")
    best = dict.fromkeys(contenders, float("inf"))
    for _ in range(rounds):
        for name, contender in contenders.items():
            best[name] = min(best[name], contender.publish(roots[name]))
    rows = [
        (name, f"{cpu:.2f} CPU-s", f"{cpu / best[PEER]:.2f}x", _weigh(roots[name] / "site"))
        for name, cpu in best.items()
    ]
    print_table(f"Building {posts} posts", rows)


def main() -> None:
    parser = argparse.ArgumentParser(description="CPU of publishing many posts.")
    parser.add_argument("--posts", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--material", action="store_true", help="the same in the theme Material")
    parser.add_argument("--others", action="store_true", help="also Material's blog and Pagefind")
    arguments = parser.parse_args()
    contenders = {
        **CONTENDERS,
        **(IN_MATERIAL if arguments.material else {}),
        **(OTHERS if arguments.others else {}),
    }
    with tempfile.TemporaryDirectory() as folder:
        compare_publishing(Path(folder), contenders, arguments.posts, arguments.rounds)


if __name__ == "__main__":
    main()
