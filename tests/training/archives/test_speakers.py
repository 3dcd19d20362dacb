"""Names of speakers."""

from wisdom_training.archives.speakers import Speakers


def test_of_two_with_one_name_the_later_gets_the_number() -> None:
    speakers = Speakers()
    assert speakers.name("Ann", "1") == "Ann"
    assert speakers.name("Ann", "2") == "Ann (2)"
    assert speakers.name(" Ann\n", "1") == "Ann"


def test_a_speaker_without_a_name_has_the_number() -> None:
    assert Speakers().name("", "7") == "7"
    assert Speakers().name(" ", "") == "unknown"
