"""Everything that is said has its English."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[3]
WEB = ROOT / "contest" / "web"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def said() -> set[str]:
    """Every message id in code and templates; of a plural the first."""
    with (WEB / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2), "_l": None, "lazy_gettext": None}
    found = extract_from_dir(ROOT, methods, options, keywords=keywords)
    return {each[2][0] if isinstance(each[2], tuple) else each[2] for each in found}


@pytest.fixture(scope="module")
def english() -> dict[str, tuple[str, ...]]:
    with (WEB / "translations/en/LC_MESSAGES/messages.po").open("rb") as file:
        catalogue = read_po(file)
    return {
        (each.id[0] if isinstance(each.id, tuple) else each.id): (
            tuple(each.string) if isinstance(each.string, tuple | list) else (each.string,)
        )
        for each in catalogue
        if each.id
    }


def test_everything_that_is_said_has_its_english(english):
    assert sorted(said() - english.keys()) == []


def test_every_english_sentence_is_said_somewhere(english):
    assert sorted(english.keys() - said()) == []


def test_no_english_sentence_is_blank(english):
    assert [key for key, words in english.items() if not all(words)] == []


def test_both_languages_fill_in_the_same(english):
    wrong = [
        key
        for key, words in english.items()
        for each in words
        if set(PLACEHOLDER.findall(each)) != set(PLACEHOLDER.findall(key))
    ]
    assert wrong == []
