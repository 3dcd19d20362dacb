"""The scripts of the engine, bundled."""

from mkdocs_wisdom.search.scripts import BROWSER, PARTS, build_engine, bundle


def test_a_bundle_is_one_function_without_comments() -> None:
    parts = ["/** A. */\nconst a = 1;\n", "const b = a + 1; // two\n"]
    assert bundle(parts) == "(()=>{const a=1;const b=a+1;})();"


def test_every_file_is_part_of_the_engine() -> None:
    assert sorted(PARTS) == sorted(file.name for file in BROWSER.iterdir())


def test_the_engines_name_depends_on_its_text() -> None:
    (english, _), (german, _) = build_engine("en"), build_engine("de")
    assert english.startswith("engine-")
    assert len(english) == len("engine-0123456789.js")
    assert english != german
