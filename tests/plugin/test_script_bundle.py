from mkdocs_wisdom.script_bundle import bundle


def test_a_bundle_is_one_function_without_comments() -> None:
    parts = ["/** A. */\nconst a = 1;\n", "const b = a + 1; // two\n"]
    assert bundle(parts) == "(()=>{const a=1;const b=a+1;})();"
