from pathlib import Path

from mkdocs_wisdom.serve_watch import take_snapshot


def test_a_snapshot_has_the_files_that_exist(tmp_path: Path) -> None:
    (tmp_path / "posts/2024").mkdir(parents=True)
    post = tmp_path / "posts/2024/a.md"
    post.write_text("Text\n")
    prompts = tmp_path / "prompts.txt"
    prompts.write_text("The sea\n")
    missing = tmp_path / "missing"
    assert set(take_snapshot([tmp_path / "posts", prompts, missing])) == {post, prompts}


def test_a_file_that_is_replaced_makes_another_snapshot(tmp_path: Path) -> None:
    voice = tmp_path / "voice"
    voice.write_text("old")
    before = take_snapshot([voice])
    (tmp_path / "new").write_text("new")
    (tmp_path / "new").replace(voice)
    assert take_snapshot([voice]) != before
