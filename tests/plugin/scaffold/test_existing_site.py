from pathlib import Path

import pytest

from mkdocs_wisdom.errors import ScaffoldError
from mkdocs_wisdom.scaffold.answers import Answers
from mkdocs_wisdom.scaffold.existing_site import Plan, choose_posts, find_site, plan_changes

PACKAGE = "mkdocs-wisdom @ git+https://github.com/mkdocs-wisdom/mkdocs-wisdom"
ANSWERS = Answers("existing", author="Ada", publish="none")
TEXT = "site_name: Sea\n"


def plan(root: Path, answers: Answers = ANSWERS) -> Plan:
    site = find_site(root)
    assert site is not None
    return plan_changes(site, answers)


def list_changes(root: Path, made: Plan) -> dict[str, str]:
    """What each changed file will have, by its path."""
    return {
        change.path.relative_to(root).as_posix(): change.after.decode() for change in made.changes
    }


@pytest.fixture(autouse=True)
def from_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package comes from the repository, wherever the tests' own does."""
    source = "mkdocs_wisdom.scaffold.existing_site.find_source"
    monkeypatch.setattr(source, lambda: type("Main", (), {"require": lambda: PACKAGE}))


def test_a_plain_site_gets_the_plugin_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(TEXT)
    made = plan(tmp_path)
    assert list_changes(tmp_path, made) == {
        "mkdocs.yml": f"{TEXT}plugins:\n  - search\n  - wisdom:\n      author: Ada\n"
    }
    assert made.left == [f'Add the package to those of your site: pip install "{PACKAGE}"']


def test_requirements_and_ignored_files_are_completed(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yaml").write_text("plugins: [wisdom]\n")
    (tmp_path / "requirements.txt").write_text("mkdocs")
    (tmp_path / ".gitignore").write_text("/.cache\r\nsite/\r\n")
    assert list_changes(tmp_path, plan(tmp_path)) == {
        "requirements.txt": f"mkdocs\n{PACKAGE}\n",
        ".gitignore": "/.cache\r\nsite/\r\n*.part\r\n",
    }


def test_a_site_that_has_everything_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("plugins: [wisdom]\n")
    (tmp_path / "requirements.txt").write_text("Mkdocs_Wisdom==0.1\n")
    assert plan(tmp_path) == Plan()


def test_a_lock_with_hashes_is_left_to_the_owner(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("plugins: [wisdom]\n")
    (tmp_path / "requirements.txt").write_text("mkdocs==1.6.1 --hash=sha256:12\n")
    assert plan(tmp_path) == Plan(
        left=["Add mkdocs-wisdom to your lock: requirements.txt has hashes"]
    )


def test_what_the_root_of_the_repository_ignores_is_not_repeated(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text(".cache/\n*.part\n")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "mkdocs.yml").write_text("plugins: [wisdom]\n")
    assert list_changes(tmp_path, plan(tmp_path / "a")) == {}


def test_a_workflow_needs_the_packages_of_theme_and_plugins(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("theme: material\nplugins: [search, blog, odd, wisdom]\n")
    made = plan(tmp_path, Answers("existing", author="Ada", publish="direct"))
    package, mkdocs, material = list_changes(tmp_path, made)["requirements.txt"].splitlines()
    assert (package, mkdocs) == (PACKAGE, "mkdocs>=1.6,<2")
    assert material.startswith("mkdocs-material==")
    assert made.left == [
        "Add the package of the plugin odd to requirements.txt: it is not installed here"
    ]


def test_a_workflow_needs_no_more_for_mkdocs_own_theme(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"{TEXT}site_dir: public\n")
    made = plan(tmp_path, Answers("existing", author="Ada", publish="direct"))
    assert list_changes(tmp_path, made)["requirements.txt"] == f"{PACKAGE}\nmkdocs>=1.6,<2\n"
    assert made.left == ["Set site_dir to site, which the workflow publishes, or remove it"]


@pytest.mark.parametrize(
    ("existing", "text", "posts"),
    [
        ((), TEXT, "posts"),
        (("posts",), TEXT, "wisdom-posts"),
        (("posts",), "plugins: [wisdom]\n", "posts"),
        ((), f"{TEXT}docs_dir: posts/pages\n", "wisdom-posts"),
    ],
)
def test_the_posts_get_a_folder_of_their_own(
    tmp_path: Path, existing: tuple[str, ...], text: str, posts: str
) -> None:
    (tmp_path / "mkdocs.yml").write_text(text)
    for name in existing:
        (tmp_path / name).mkdir()
    site = find_site(tmp_path)
    assert site is not None
    assert choose_posts(site) == posts


def test_what_the_site_inherits_counts(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("docs_dir: pages\ntheme: material\nplugins: [blog]\n")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "mkdocs.yml").write_text("INHERIT: ../base.yml\n")
    site = find_site(tmp_path / "a")
    assert site is not None
    assert (site.docs, site.theme, site.plugins) == ("pages", "material", ["blog"])
    assert list_changes(tmp_path, plan_changes(site, ANSWERS)) == {
        "a/mkdocs.yml": 'INHERIT: ../base.yml\nplugins: [blog, {wisdom: {"author": "Ada"}}]\n'
    }


def test_a_plugin_that_is_inherited_is_not_added_again(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("plugins: [wisdom]\n")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\n")
    assert list_changes(tmp_path, plan(tmp_path)) == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("INHERIT: nowhere.yml\n", "mkdocs.yml: cannot read .*nowhere.yml"),
        ("INHERIT: mkdocs.yml\n", "INHERIT leads through more than 10 files"),
        ("INHERIT: !ENV [BASE, base.yml]\n", "INHERIT is not a plain path"),
        ("plugins: [\n", "this is not YAML that MkDocs can read"),
    ],
)
def test_a_site_that_cannot_be_read_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text)
    with pytest.raises(ScaffoldError, match=message):
        find_site(tmp_path)


def test_a_tag_in_inherit_does_not_matter_where_the_plugins_are_known(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("INHERIT: !ENV [BASE, base.yml]\nplugins: [search]\n")
    assert list_changes(tmp_path, plan(tmp_path))["mkdocs.yml"].endswith(
        'plugins: [search, {wisdom: {"author": "Ada"}}]\n'
    )


def test_a_folder_without_mkdocs_yml_is_no_site(tmp_path: Path) -> None:
    assert find_site(tmp_path) is None
    assert find_site(tmp_path / "nowhere") is None
