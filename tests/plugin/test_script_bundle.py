from mkdocs_wisdom.script_bundle import bundle, digest_text


def test_a_bundle_is_one_function_without_comments() -> None:
    parts = ["/** A. */\nconst a = 1;\n", "const b = a + 1; // two\n"]
    assert bundle(parts) == "(()=>{const a=1;const b=a+1;})();"


def test_a_text_is_named_by_the_beginning_of_its_sha256() -> None:
    assert digest_text("abc") == "ba7816bf8f"
