"""The quiz in a real browser: a whole game by keys, the score, right-to-left pages, axe."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import SITES, WatchedPage, serve
from browser.test_accessibility import find_faults
from sites import Site

pytestmark = pytest.mark.browser

PLACES = [*("door", "roof", "gate", "wall", "step", "quay", "mast", "helm", "deck", "rope")]
PLACES += [*("lamp", "tree", "road", "barn")]
OWN = [f"The keeper went slowly past the {place} at dusk." for place in PLACES]
MACHINE = [f'A {place} was once the whole of a quiet "sea" to us.' for place in PLACES]
SHOWN = [text.replace('"sea"', "“sea”") for text in MACHINE]
ROUNDS = 10
CARD, CHOSEN = ".wisdom-quiz-card", ".wisdom-quiz-card--chosen"
NAMES = ("material", "mkdocs", "readthedocs")


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory, voice_file: Path) -> Iterator[dict[str, str]]:
    """The address of a site with a quiz in each theme, one of them with too few posts."""
    root = tmp_path_factory.mktemp("quiz")
    with serve(root) as address:
        homes = {name: f"{address}{name}/" for name in (*NAMES, "few")}
        for name, home in homes.items():
            folder = tmp_path_factory.mktemp(name)
            shutil.copy(voice_file, folder / "tiny.safetensors")
            site = Site(folder)
            site.write("docs/index.md", "# Home\n\nA page.\n")
            site.write("jane-austen.txt", "\n".join(OWN))
            for day, text in enumerate(MACHINE[:3] if name == "few" else MACHINE, 1):
                site.write(
                    f"posts/2026-10-{day:02}.md", f"---\nwisdom: {{model: tiny}}\n---\n\n{text}"
                )
            options = {"model": "tiny.safetensors", "generate": "never", "feed": "voice/"}
            wisdom = {"wisdom": options | {"quiz": "jane-austen.txt"}}
            theme = SITES["mkdocs" if name == "few" else name]["theme"]
            site.configure(site_url=home, plugins=["search", wisdom], theme=theme)
            site.build("--site-dir", str(root / name))
        yield homes


@pytest.fixture
def open_quiz(open_page: Callable[..., WatchedPage], homes: dict[str, str]) -> Callable[..., Page]:
    """Return a function that opens a quiz in a fresh context."""

    def make(name: str = "mkdocs", setup: str = "", **context: Any) -> Page:  # noqa: ANN401 (Playwright's)
        page = open_page(**context).page
        if setup:
            page.add_init_script(setup)
        page.goto(f"{homes[name]}voice/quiz/")
        if name != "few" and context.get("java_script_enabled", True):
            expect(page.locator(CARD)).to_have_count(2)
        return page

    return make


def find_own(page: Page) -> int:
    """The side of the author's sentence."""
    texts = page.locator(f"{CARD} .wisdom-quiz-text").all_text_contents()
    (side,) = (side for side, text in enumerate(texts) if text in OWN)
    return side


def play(page: Page, *, right: int = ROUNDS) -> None:
    """Play a game by the numbers and Enter; the first ``right`` answers are right."""
    for number in range(ROUNDS):
        side = find_own(page)
        page.keyboard.press(str(side + 1 if number < right else 2 - side))
        page.keyboard.press("Enter")


@pytest.mark.parametrize("name", NAMES)
def test_a_whole_game_by_keys(open_quiz: Callable[..., Page], name: str) -> None:
    page = open_quiz(name)
    expect(page.get_by_role("heading", name="Jane Austen or machine?")).to_have_count(1)
    shown = []
    for number in range(ROUNDS):
        expect(page.locator(".wisdom-quiz-count")).to_have_text(f"{number + 1} of {ROUNDS}")
        shown += page.locator(f"{CARD} .wisdom-quiz-text").all_text_contents()
        side = find_own(page)
        wrong = number in (2, 5, 8)
        page.keyboard.press("ArrowLeft" if (side == 0) != wrong else "ArrowRight")
        words = "Fooled: a machine wrote that one." if wrong else "Right."
        expect(page.get_by_role("status")).to_have_text(words)
        expect(page.locator(".wisdom-quiz-next")).to_be_focused()
        page.keyboard.press("Enter")
    assert sorted(set(shown)) == sorted(shown)
    expect(page.locator(".wisdom-quiz-score")).to_have_text("7 of 10")
    expect(page.locator(".wisdom-quiz-score")).to_be_focused()
    expect(page.locator(".wisdom-quiz-chance")).to_have_text(
        "Tossing a coin gives 5: about one in 6 coin-tossers does as well or better."
    )
    assert set(page.locator(".wisdom-quiz-list .wisdom-quiz-text").all_text_contents()) < set(SHOWN)
    expect(page.locator(".wisdom-quiz-list li")).to_have_count(3)
    expect(page.locator(".wisdom-quiz-all")).to_contain_text("All games on this device: 7 of 10.")


def test_an_answer_names_both_writers_and_leads_to_the_post(
    open_quiz: Callable[..., Page],
) -> None:
    page = open_quiz()
    side = find_own(page)
    text = page.locator(f"{CARD} .wisdom-quiz-text").nth(1 - side).text_content() or ""
    names = page.locator(".wisdom-quiz-name")
    expect(names.first).to_be_hidden()
    page.locator(".wisdom-quiz-sentence").nth(side).click()
    expect(names.nth(side)).to_have_text("Jane Austen")
    expect(page.locator(CHOSEN)).to_have_count(1)
    day = SHOWN.index(text) + 1
    link = names.nth(1 - side).get_by_role("link", name=f"a machine, post of {day} October 2026")
    link.click()
    page.wait_for_url(f"**/voice/posts/2026-10-{day:02}/")


def test_only_the_first_choice_counts(open_quiz: Callable[..., Page]) -> None:
    page = open_quiz()
    side = find_own(page)
    page.keyboard.press(str(2 - side))
    page.keyboard.press(str(side + 1))
    expect(page.get_by_role("status")).to_have_text("Fooled: a machine wrote that one.")
    expect(page.locator(".wisdom-quiz-count")).to_have_text("1 of 10")


def test_keys_with_a_modifier_and_in_a_field_do_nothing(open_quiz: Callable[..., Page]) -> None:
    page = open_quiz("readthedocs")
    page.keyboard.press("Control+1")
    page.locator("input[type=text]").first.focus()
    page.keyboard.type("1")
    expect(page.locator(CHOSEN)).to_have_count(0)
    page.locator("input[type=text]").first.blur()
    page.keyboard.press("Enter")  # goes on only after a choice
    expect(page.locator(".wisdom-quiz-count")).to_have_text("1 of 10")


def test_a_key_held_down_does_not_go_on(open_quiz: Callable[..., Page]) -> None:
    page = open_quiz()
    page.locator(".wisdom-quiz-sentence").first.focus()
    for _ in range(4):
        page.keyboard.down("Enter")  # repeats from the second on
    page.keyboard.up("Enter")
    expect(page.locator(CHOSEN)).to_have_count(1)
    expect(page.locator(".wisdom-quiz-count")).to_have_text("1 of 10")


def test_the_next_game_has_other_pairs_and_scores_add_up(open_quiz: Callable[..., Page]) -> None:
    page = open_quiz()
    key = "wisdom.quiz./mkdocs/voice/quiz.json"
    play(page, right=10)
    expect(page.locator(".wisdom-quiz-fooled")).to_have_text("No sentence fooled you.")
    seen = json.loads(page.evaluate("key => localStorage[key]", key))["seen"]
    assert len(seen) == ROUNDS
    page.reload()
    texts = page.locator(f"{CARD} .wisdom-quiz-text")
    expect(texts).to_have_count(2)
    pairs = page.evaluate("fetch('../quiz.json').then(it => it.json())")
    (first,) = (pair["id"] for pair in pairs if pair["author"] in texts.all_text_contents())
    assert first not in seen
    play(page, right=4)
    all_games = page.locator(".wisdom-quiz-all")
    expect(all_games).to_contain_text("14 of 20")
    page.get_by_role("button", name="Forget this").click()
    expect(all_games).to_have_text("Forgotten.")
    assert page.evaluate("key => localStorage[key] ?? null", key) is None
    again = page.get_by_role("button", name="Play again")
    expect(again).to_be_focused()
    again.click()
    expect(page.locator(".wisdom-quiz-count")).to_have_text("1 of 10")


def test_a_game_needs_no_storage(open_quiz: Callable[..., Page]) -> None:
    page = open_quiz(
        setup="Object.defineProperty(window, 'localStorage', { get() { throw new Error(); } })"
    )
    play(page, right=5)
    expect(page.locator(".wisdom-quiz-score")).to_have_text("5 of 10")


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_from_round_to_round(open_quiz: Callable[..., Page], width: int) -> None:
    page = open_quiz(viewport={"width": width, "height": 900})
    boxes = set()
    for _ in range(ROUNDS - 1):
        for key in ("1", "Enter"):
            page.keyboard.press(key)
            box = page.locator(".wisdom-quiz-next").bounding_box()
            assert box
            boxes.add(tuple(box.values()))
    assert len(boxes) == 1
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_game_goes_on_where_material_left_the_page(open_quiz: Callable[..., Page]) -> None:
    page = open_quiz("material")
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")  # with the sitemap, that of the pages to exchange
    page.evaluate("window.same = true")
    page.get_by_role("link", name="Home").first.click()
    page.wait_for_function("!document.querySelector('.wisdom-quiz')")
    assert page.evaluate("window.same")
    page.go_back()
    expect(page.locator(".wisdom-quiz-count")).to_have_text("2 of 10")
    expect(page.locator(".wisdom-quiz-board")).to_have_count(1)
    assert page.evaluate("window.same")
    page.keyboard.press("2")
    expect(page.locator(CHOSEN)).to_have_count(1)


def test_the_arrows_follow_the_page(open_quiz: Callable[..., Page]) -> None:
    page = open_quiz()
    page.evaluate("document.documentElement.dir = document.querySelector('.wisdom').dir = 'rtl'")
    page.keyboard.press("ArrowLeft")
    chosen = page.locator(CHOSEN).bounding_box()
    other = page.locator(f"{CARD}:not({CHOSEN})").bounding_box()
    assert chosen
    assert other
    assert chosen["x"] < other["x"]


def test_without_javascript_the_page_leads_to_the_posts(open_quiz: Callable[..., Page]) -> None:
    page = open_quiz(java_script_enabled=False)
    expect(page.locator(".wisdom-quiz")).to_contain_text(
        "The quiz needs JavaScript.", use_inner_text=True
    )
    page.get_by_role("link", name="Read the posts").click()
    page.wait_for_url("**/voice/")


def test_where_the_pairs_do_not_come_the_page_leads_to_the_posts(
    browser: Browser, homes: dict[str, str]
) -> None:
    page = browser.new_page()
    page.route("**/quiz.json", lambda route: route.abort())
    page.goto(f"{homes['mkdocs']}voice/quiz/")
    failed = page.locator(".wisdom-quiz-failed")
    expect(failed).to_have_text("The sentences could not be loaded. Read the posts")
    assert failed.get_by_role("link").get_attribute("href") == "../"
    page.close()


def test_too_few_posts(open_quiz: Callable[..., Page]) -> None:
    page = open_quiz("few")
    expect(page.locator(".wisdom-description")).to_contain_text("There are too few posts")
    expect(page.locator(".wisdom-quiz")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_no_fault(open_quiz: Callable[..., Page], name: str, scheme: str) -> None:
    page = open_quiz(name, color_scheme=scheme, reduced_motion="reduce")
    assert find_faults(page) == []
    for right in (True, False):
        page.keyboard.press(str(1 + (find_own(page) == right)))
        assert find_faults(page) == []
        page.keyboard.press("Enter")
    for _ in range(ROUNDS - 2):
        page.keyboard.press("1")
        page.keyboard.press("Enter")
    expect(page.locator(".wisdom-quiz-result")).to_be_visible()
    assert find_faults(page) == []


def test_a_printed_quiz_has_no_controls(open_quiz: Callable[..., Page]) -> None:
    page = open_quiz()
    page.emulate_media(media="print")
    expect(page.locator(CARD).first).to_be_visible()
    expect(page.locator(".wisdom-quiz-answer")).to_be_hidden()


DAILY = ".wisdom-daily"


def open_daily(open_quiz: Callable[..., Page], name: str = "mkdocs", **context: Any) -> Page:  # noqa: ANN401
    page = open_quiz(name, **context)
    page.goto(page.url.removesuffix("quiz/"))
    return page


def find_daily(page: Page, *, by: str) -> int:
    """The side of the sentence by the ``author`` or the ``machine`` in the pair of the day."""
    names = page.locator(f"{DAILY} {CARD}").evaluate_all("all => all.map((one) => one.className)")
    (side,) = (side for side, name in enumerate(names) if name.endswith(f"--{by}"))
    return side


@pytest.mark.parametrize("name", NAMES)
def test_the_feed_asks_about_the_pair_of_the_day(open_quiz: Callable[..., Page], name: str) -> None:
    page = open_daily(open_quiz, name)
    sentences = page.locator(f"{DAILY} .wisdom-quiz-sentence")
    height = page.locator(DAILY).bounding_box()
    side = find_daily(page, by="author")
    expect(page.locator(f"{DAILY} .wisdom-daily-more")).to_be_hidden()
    sentences.nth(side).click()
    status = page.locator(f"{DAILY} [role=status]")
    expect(status).to_contain_text("Right.")
    expect(sentences.nth(side)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(f"{DAILY} .wisdom-quiz-name").nth(side)).to_have_text("Jane Austen")
    sentences.nth(1 - side).click()  # only the first choice counts
    expect(status).to_contain_text("Right.")
    after = page.locator(DAILY).bounding_box()
    assert height
    assert after
    assert abs(height["height"] - after["height"]) < 2
    page.get_by_role("link", name="Play ten more").click()
    page.wait_for_url("**/voice/quiz/")


def test_the_answer_of_a_day_stays_and_right_ones_add_up(open_quiz: Callable[..., Page]) -> None:
    page = open_daily(open_quiz)
    page.locator(f"{DAILY} .wisdom-quiz-sentence").nth(find_daily(page, by="author")).click()
    page.reload()
    expect(page.locator(f"{DAILY} .wisdom-quiz-board--answered")).to_have_count(1)
    expect(page.locator(f"{DAILY} .wisdom-daily-row")).to_be_empty()
    page.evaluate(
        "for (const [key, text] of Object.entries(localStorage))"
        " if (key.startsWith('wisdom.daily'))"
        " localStorage[key] = text.replace(/2\\d{3}-\\d\\d-\\d\\d/, '2020-01-01')"
    )
    page.reload()
    expect(page.locator(f"{DAILY} .wisdom-quiz-board--answered")).to_have_count(0)
    page.locator(f"{DAILY} .wisdom-quiz-sentence").nth(find_daily(page, by="author")).click()
    expect(page.locator(f"{DAILY} .wisdom-daily-row")).to_have_text("Right in a row: 2")


def test_a_wrong_answer_names_the_machine(open_quiz: Callable[..., Page]) -> None:
    page = open_daily(open_quiz)
    page.locator(f"{DAILY} .wisdom-quiz-sentence").nth(find_daily(page, by="machine")).press(
        "Enter"
    )
    status = page.locator(f"{DAILY} [role=status]")
    expect(status).to_contain_text("Fooled: a machine wrote that one.")
    expect(page.locator(f"{DAILY} {CHOSEN}")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pair_of_the_day_is_accessible(open_quiz: Callable[..., Page], scheme: str) -> None:
    page = open_daily(open_quiz, "material", color_scheme=scheme)
    assert find_faults(page) == []
    page.locator(f"{DAILY} .wisdom-quiz-sentence").first.click()
    page.wait_for_timeout(400)  # until the colours have changed
    assert find_faults(page) == []


def test_without_scripts_there_is_no_pair(open_quiz: Callable[..., Page]) -> None:
    page = open_daily(open_quiz, java_script_enabled=False)
    expect(page.locator(DAILY)).to_be_hidden()
