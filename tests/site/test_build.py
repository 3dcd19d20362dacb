"""Whole sites, built by ``mkdocs build``."""

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from mkdocs_wisdom.languages.language import open_language
from mkdocs_wisdom.markdown_escape import escape_markdown
from mkdocs_wisdom.pages.typography import typeset_html
from site_links import find_broken_links
from sites import Site, list_tree

pytestmark = pytest.mark.site

THEMES = ("mkdocs", "readthedocs", "material")
POSTS = {
    "posts/2018-05-01-be-kind.md": "---\nlayout: page\n---\n\nBe *kind*.\n",
    "posts/2018-05-02.md": "Ishmael: a [link](2018-05-01-be-kind.md).\n",
    "posts/2019-01-01.md": '---\ntitle: A <b> & "c"\ntags: [sea, 鲸鱼]\n---\n\n## Part\n\nText\n',
}


class Head(HTMLParser):
    """Collects the titles of a page, its metadata and its scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.titles: list[str] = []
        self.metas: list[tuple[str | None, str | None]] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "meta":
            self.metas.append((found.get("name") or found.get("property"), found.get("content")))

    def handle_data(self, data: str) -> None:
        if self.lasttag == "title":
            self.titles.append(data)
        elif self.lasttag == "script":
            self.scripts.append(data.strip())


@pytest.mark.parametrize("feed", [".", "notes/wisdom"])
@pytest.mark.parametrize("urls", [True, False], ids=["directories", "files"])
@pytest.mark.parametrize("theme", THEMES)
def test_sites_of_all_kinds_are_strictly_clean(
    site: Site, theme: str, urls: bool, feed: str
) -> None:
    for path, text in POSTS.items():
        site.write(path, text)
    site.write("docs/about.md" if feed == "." else "docs/index.md", "# About\n")
    address = {"site_url": "https://example.org/sub/"} if feed == "." else {}
    site.configure(
        {"feed": feed, "per_page": 2}, theme={"name": theme}, use_directory_urls=urls, **address
    )
    site.build()
    mount = "/sub/" if address else "/"
    assert find_broken_links(site.root / "site", mount) == []
    base = "" if feed == "." else "notes/wisdom/"
    ending = "/index.html" if urls else ".html"
    today = (site.posts / "2026-11-24.md").read_text(encoding="utf-8").split("---\n")[2].strip()
    first = typeset_html(today.split("\n\n")[0], open_language("en").quotes)
    for page in ("index.html", f"posts/2026-11-24{ending}"):
        assert first in site.read(base + page)
    pages = ["archive", "page/2", *(f"posts/{path[6:-3]}" for path in POSTS)]
    for page in pages:
        assert (site.root / "site" / f"{base}{page}{ending}").is_file()
    prefix = "" if feed == "." else "notes-wisdom-"
    for name in ("rss.xml", "atom.xml", "feed.json"):
        assert (site.root / "site" / f"{prefix}{name}").is_file()


@pytest.mark.every_python
def test_four_lines_and_an_empty_folder_make_a_site(site: Site) -> None:
    site.write(
        "mkdocs.yml",
        "site_name: Sea\nsite_url: https://example.org/\n"
        "plugins:\n  - wisdom: {feed: ., model: tiny.safetensors}\n",
    )
    site.build()
    assert [path.name for path in site.posts.glob("*.md")] == ["2026-11-24.md"]
    assert 'href="posts/2026-11-24/"' in site.read("index.html")


def test_ones_own_page_introduces_the_feed(site: Site) -> None:
    site.write("docs/index.md", "# Welcome\n\nThis is *mine*.\n")
    site.configure({"feed": "."})
    site.build()
    home = site.read("index.html")
    assert home.index("This is <em>mine</em>.") < home.index('href="posts/2026-11-24/"')


@pytest.mark.every_python
def test_existing_posts_work_as_they_are(site: Site) -> None:
    for path, text in POSTS.items():
        site.write(path, text)
    site.configure({"feed": "."})
    site.build(WISDOM_GENERATE="never")
    assert "Be <em>kind</em>." in site.read("posts/2018-05-01-be-kind/index.html")
    assert "Ishmael: a <a href=" in site.read("posts/2018-05-02/index.html")
    titled = site.read("posts/2019-01-01/index.html")
    assert "<title>A &lt;b&gt; &amp; &quot;c&quot; - Sea</title>" in titled
    assert "<b>" not in titled


@pytest.mark.every_python
@pytest.mark.parametrize("theme", THEMES)
def test_every_page_has_one_description(site: Site, theme: str) -> None:
    site.write("posts/2018-05-01.md", 'Say "5 < 6" & wave.\n')
    site.write("posts/2018-05-02.md", "---\ndescription: A walk\n---\nOn and on.\n")
    site.configure({"description": "All I say"}, theme={"name": theme}, site_description="My site")
    site.build(WISDOM_GENERATE="never")
    for page, expected in (
        ("2018-05-01", "Say &quot;5 &lt; 6&quot; &amp; wave."),
        ("2018-05-02", "A walk"),
    ):
        text = site.read(f"wisdom/posts/{page}/index.html").replace("&#34;", "&quot;")
        assert re.findall(r'<meta name="description" content="(.*?)"', text) == [expected]
        assert f'<meta property="og:description" content="{expected}">' in text
    feed = site.read("wisdom/index.html")
    assert feed.count('<meta name="description" content="All I say">') == (theme == "material")


def test_drafts_and_the_future_are_hidden(site: Site) -> None:
    site.write("posts/2018-05-01.md", "---\ndraft: true\n---\nHidden\n")
    site.write("posts/2026-11-25.md", "Hidden\n")
    site.build()
    assert [path.name for path in (site.root / "site/wisdom/posts").iterdir()] == ["2026-11-24"]


@pytest.mark.every_python
def test_two_builds_are_identical(site: Site) -> None:
    site.write("docs/index.md", "# Home\n")
    site.write("posts/2018-05-01.md", "Text\n")
    site.configure({"per_page": 1}, theme={"name": "material"}, site_url="https://example.org/")
    site.build("-d", "one")
    posts = list_tree(site.posts)
    site.build("-d", "two")
    assert list_tree(site.posts) == posts
    assert list_tree(site.root / "one") == list_tree(site.root / "two")


def test_a_site_that_is_moved_is_identical(site: Site, tmp_path: Path) -> None:
    site.build()
    moved = Site(tmp_path / "moved" / "here")
    shutil.copytree(site.root, moved.root, ignore=shutil.ignore_patterns("site", "posts", "moved"))
    moved.build()
    assert list_tree(moved.posts) == list_tree(site.posts)
    assert list_tree(moved.root / "site") == list_tree(site.root / "site")


def test_a_day_has_one_post_and_the_next_day_another(site: Site) -> None:
    for epoch in ("1795521600", "1795525200", "1795608000"):
        site.build(SOURCE_DATE_EPOCH=epoch)
    assert sorted(path.name for path in site.posts.glob("*.md")) == [
        "2026-11-24.md",
        "2026-11-25.md",
    ]


def test_the_day_begins_where_the_time_zone_says(site: Site) -> None:
    site.configure({"timezone": "Asia/Tokyo"})
    site.build(SOURCE_DATE_EPOCH="1795532400")  # 15:00 UTC is midnight there
    assert [path.name for path in site.posts.glob("*.md")] == ["2026-11-25.md"]
    written = (site.posts / "2026-11-25.md").read_text(encoding="utf-8")
    assert written.startswith("---\ndate: 2026-11-25T00:00:00+09:00\n")


@pytest.mark.parametrize(
    ("generate", "variable", "names"),
    [
        ("never", None, []),
        ("auto", "never", []),
        ("never", "auto", ["2026-11-24.md"]),
        ("auto", "always", ["2026-11-24-2.md", "2026-11-24.md"]),
    ],
)
def test_generating_is_asked_for_or_not(
    site: Site, generate: str, variable: str | None, names: list[str]
) -> None:
    site.configure({"generate": generate})
    variables = {"WISDOM_GENERATE": variable} if variable else {}
    for _ in range(2):
        site.build(**variables)
    found = sorted(path.name for path in site.posts.glob("*.md")) if site.posts.exists() else []
    assert found == names


def test_never_needs_no_voice(site: Site) -> None:
    site.configure({"model": "missing.safetensors", "generate": "never"})
    site.build()
    assert json.loads(site.read("wisdom-feed.json"))["items"] == []


@pytest.mark.every_python
def test_extensions_and_macros_find_nothing_in_generated_text(site: Site) -> None:
    prompt = '{{ config }} {% x %} <b> [a](b) :smile: *c* {: .d } Title: "e" --- [^1]'
    site.configure(
        {"prompts": [prompt]},
        theme={"name": "material"},
        markdown_extensions=[
            *("meta", "attr_list", "footnotes", "pymdownx.magiclink", "pymdownx.emoji"),
            *("pymdownx.critic", "pymdownx.smartsymbols", "md_in_html"),
        ],
    )
    site.build()
    text = (site.posts / "2026-11-24.md").read_text(encoding="utf-8")
    assert escape_markdown(prompt) in text
    items = json.loads(site.read("wisdom-feed.json"))["items"]
    assert set(re.findall(r"</?\w+", items[0]["content_html"])) == {"<p", "</p"}
    assert "<title>{{ config }} {% x %} &lt;b&gt; [a](b)" in site.read(
        "wisdom/posts/2026-11-24/index.html"
    )


def test_ones_own_templates_come_first(site: Site) -> None:
    site.write("theme/wisdom/partials/preview.html", "")
    site.write("theme/wisdom/post.html", "mine: {{ wisdom.posts[0].post.stem }}")
    site.configure(theme={"name": "mkdocs", "custom_dir": "theme"})
    site.build()
    assert site.read("wisdom/posts/2026-11-24/index.html") == "mine: 2026-11-24"


def test_deploying_to_a_branch_writes_a_post_as_well(site: Site) -> None:
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for command in (
        [*git, "init", "--quiet"],
        [*git, "init", "--quiet", "--bare", "origin.git"],
        [*git, "remote", "add", "origin", "origin.git"],
        [*git, "commit", "--quiet", "--allow-empty", "--message", "Begin"],
    ):
        subprocess.run(command, cwd=site.root, check=True)
    names = {f"GIT_{who}_{what}": "t@example.org" for who in ("AUTHOR", "COMMITTER")
             for what in ("NAME", "EMAIL")}  # fmt: skip
    result = site.run("gh-deploy", "--strict", **names)
    assert result.returncode == 0, result.stdout
    assert [path.name for path in site.posts.glob("*.md")] == ["2026-11-24.md"]
    listed = subprocess.run(
        [*git, "--git-dir", "origin.git", "ls-tree", "-r", "--name-only", "gh-pages"],
        cwd=site.root, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "wisdom/posts/2026-11-24/index.html" in listed.stdout.splitlines()


@pytest.mark.every_python
def test_the_search_finds_what_it_needs(site: Site) -> None:
    site.write("posts/2018-05-01.md", "---\ntitle: Kindness\n---\nBe *kind*.\n")
    site.configure({"feed": "notes", "generate": "never"})
    site.build()
    page = site.read("notes/index.html")
    assert 'data-manifest="../assets/wisdom/search/manifest.js"' in page
    (engine,) = re.findall(r'data-engine="\.\./(\S+)"', page)
    assert "lunr.Index" in site.read(engine)
    manifest = site.read("assets/wisdom/search/manifest.js")
    (folder,) = re.findall(r'"folder":"(\w+)"', manifest)
    assert site.read(f"assets/wisdom/search/{folder}/posts-0.js") == (
        f'wisdomData("{folder}/posts-0",[["notes/posts/2018-05-01/","Kindness",'
        '"2018-05-01T00:00:00+00:00",[],"Be kind."]])\n'
    )


def test_the_search_has_the_sites_stemmer(site: Site) -> None:
    site.write("posts/2018-05-01.md", "Die Häuser.\n")
    site.configure(
        {"generate": "never"}, theme={"name": "material", "language": "de", "font": False}
    )
    site.build()
    (engine,) = re.findall(r'data-engine="\.\./(\S+)"', site.read("wisdom/index.html"))[:1]
    assert "lunr.de" in site.read(engine)


def test_feeds_and_search_can_be_left_out(site: Site) -> None:
    site.configure({"feeds": False, "search": False})
    site.build()
    files = list_tree(site.root / "site")
    assert not [name for name in files if name.endswith(("rss.xml", "atom.xml", "feed.json"))]
    assert not [name for name in files if "wisdom/search/" in name]
    home = site.read("wisdom/index.html")
    assert "wisdom-search" not in home
    assert "alternate" not in home


@pytest.mark.parametrize("theme", THEMES)
def test_verse_keeps_its_lines(site: Site, theme: str) -> None:
    lines = "An old pond  \n&#x2d; a frog falls into it  \nsilence again"
    site.write("posts/2018-05-01.md", f"---\nwisdom:\n  seed: 1\n---\n\n{lines}\n")
    site.configure(
        {"feed": ".", "generate": "never"},
        theme={"name": theme},
        site_url="https://example.org/",
        markdown_extensions=["nl2br"],
    )
    site.build()
    page = site.read("posts/2018-05-01/index.html")
    assert re.search(r"An old pond<br ?/?>\n- a frog falls into it<br ?/?>\nsilence again", page)
    (item,) = json.loads(site.read("feed.json"))["items"]
    assert item["title"] == "An old pond"
    assert item["content_html"].count("<br") == 2
    assert item["summary"] == "An old pond - a frog falls into it silence again"


@pytest.mark.every_python
@pytest.mark.parametrize("theme", THEMES)
def test_names_and_titles_are_no_markup_in_any_theme(site: Site, theme: str) -> None:
    text = "</title><script>alert(1)</script>\"'"
    quoted = json.dumps(text)
    fields = "".join(f"{key}: {quoted}\n" for key in ("title", "author", "description"))
    site.write("posts/2018-05-01.md", f"---\n{fields}tags: [{quoted}]\n---\nText\n")
    site.write("docs/index.md", "# Home\n")
    site.configure(
        {"title": text, "author": text, "description": text, "generate": "never"},
        theme={"name": theme},
        site_url="https://example.org/",
    )
    site.build()
    pages = sorted((site.root / "site/wisdom").rglob("*.html"))
    assert len(pages) == 5  # the feed, the archive, the tags, the tag, the post
    for page in pages:
        head = Head()
        head.feed(page.read_text(encoding="utf-8"))
        assert head.titles[0].endswith(" - Sea")
        assert text in head.titles[0]
        assert not [script for script in head.scripts if script.startswith("alert")]
        for name, content in head.metas:
            if name in ("author", "description", "og:description"):
                assert (name, content) == (name, text)


@pytest.mark.every_python
def test_posts_of_other_generators_work_as_they_are(site: Site) -> None:
    site.write("posts/2018/2018-05-01-toml.MD", '+++\ntitle = "From Hugo"\n+++\nHugo.\n')
    site.write("posts/2018-05-02-bundle/index.md", "Title: From Pelican\n\nPelican.\n")
    site.write("posts/json.mdown", '{"title": "From JSON", "date": "May 3, 2018"}\n\nJSON.\n')
    site.write("posts/_drafts/idea.md", "---\ndate: 2018-05-04\n---\nIdea.\n")
    site.write("posts/notes.txt", "Notes.\n")
    site.configure({"generate": "never"})
    log = site.build()
    items = json.loads(site.read("wisdom-feed.json"))["items"]
    assert [(item["url"], item["title"]) for item in items] == [
        ("https://example.org/wisdom/posts/json/", "From JSON"),
        ("https://example.org/wisdom/posts/2018-05-02-bundle/", "From Pelican"),
        ("https://example.org/wisdom/posts/2018-05-01-toml/", "From Hugo"),
    ]
    assert f"{site.posts / '_drafts/idea.md'}: in the folder _drafts" in log
    assert f"{site.posts / 'notes.txt'}: not Markdown" in log


def test_a_post_that_is_kept_out_of_search_has_its_text_on_its_page_alone(site: Site) -> None:
    site.write("posts/2018-05-01.md", "---\nsearch: {exclude: true}\n---\nZyzzyva.\n")
    site.write("docs/index.md", "# Home\n\n<!-- wisdom:latest -->\n")
    site.configure({"generate": "never"}, theme={"name": "material", "font": False})
    site.build()
    found = [
        name for name, content in list_tree(site.root / "site").items() if b"yzzyva" in content
    ]
    assert found == ["wisdom/posts/2018-05-01/index.html"]


def list_messages(log: str) -> list[str]:
    """What the plugin said."""
    return re.findall(r"mkdocs_wisdom: (.*)", log)


def test_the_log_says_what_a_first_build_does_and_what_is_missing(site: Site) -> None:
    site.configure(site_url="")
    assert list_messages(site.build()) == [
        "Writing the post 2026-11-24, which takes some seconds",
        f"Wrote {site.posts / '2026-11-24.md'}",
        'The feed "Posts" is at /wisdom/',
        (
            "mkdocs.yml has no site_url, the site's address, and feed readers need full addresses: "
            "set site_url, or feeds: false in the options of wisdom"
        ),
        (
            "The site has no home page, so its address leads to the feed. For a home page, write "
            f"{site.root / 'docs/index.md'}; or set feed: . in the options of wisdom, and the feed "
            "is the home page"
        ),
    ]


def test_a_finished_site_is_told_only_where_its_feed_is(site: Site) -> None:
    site.write("docs/index.md", "# Home\n")
    site.configure({"generate": "never", "feeds": False}, nav=["index.md", "wisdom/index.md"])
    assert list_messages(site.build()) == ['The feed "Posts" is at https://example.org/wisdom/']


def test_a_feed_that_is_not_in_the_nav_is_told_of(site: Site) -> None:
    site.write("docs/index.md", "# Home\n")
    site.configure({"generate": "never", "author": "Ishmael"}, nav=["index.md"])
    assert list_messages(site.build())[0] == (
        'The menu has no link to the feed "Ishmael": to add one, put `- wisdom/index.md` under nav '
        "in mkdocs.yml"
    )


@pytest.mark.parametrize("urls", [True, False], ids=["directories", "files"])
def test_a_site_without_a_home_page_leads_to_the_feed(site: Site, urls: bool) -> None:
    site.write("docs/about.md", "# About\n")
    site.configure({"generate": "never"}, use_directory_urls=urls)
    site.build()
    page = "wisdom/" if urls else "wisdom/index.html"
    assert f'<meta http-equiv="refresh" content="0; url={page}">' in site.read("index.html")
    assert find_broken_links(site.root / "site", "/") == []


def test_the_menu_shows_the_feed_beside_the_pages(site: Site) -> None:
    site.write("docs/index.md", "# Home\n")
    site.write("docs/notes/a.md", "# A\n")
    site.configure({"generate": "never", "feed": "notes/log/", "title": "Log"})
    site.build()
    menu = re.findall(r'class="dropdown-item[^>]*>(.*?)</a>', site.read("index.html"))
    assert menu == ["A", "Log"]


def test_a_feed_in_a_folder_of_its_own_is_no_section(site: Site) -> None:
    site.write("docs/index.md", "# Home\n")
    site.configure({"generate": "never"})
    site.build()
    menu = re.findall(r'<a href="(\S*)" class="nav-link[^>]*>(.*?)</a>', site.read("index.html"))
    assert ("wisdom/", "Posts") in menu
    assert "Wisdom" not in site.read("index.html")


def test_a_readme_in_the_posts_folder_is_no_post(site: Site) -> None:
    readme = site.write("posts/README.md", "# How we write\n")
    site.write("posts/2018-05-01.md", "Be kind.\n")
    site.configure({"generate": "never"})
    log = site.build()
    assert log.count(f"{readme}: a README is not a post") == 1
    assert [path.name for path in (site.root / "site/wisdom/posts").iterdir()] == ["2018-05-01"]


def test_the_environment_names_a_voice_outside_the_site(site: Site, tmp_path: Path) -> None:
    site.configure({"model": "missing.safetensors"})
    voice = shutil.copy(site.root / "tiny.safetensors", tmp_path / "private.safetensors")
    site.build(WISDOM_MODEL=str(voice))
    post = (site.posts / "2026-11-24.md").read_text(encoding="utf-8")
    assert "\n  model: private.safetensors\n" in post
    assert not any(
        str(tmp_path).encode() in data for data in list_tree(site.root / "site").values()
    )
