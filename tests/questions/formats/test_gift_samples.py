"""GIFT files of others, read as an independent parser reads them."""

import json
from pathlib import Path

import pytest

from questions.formats import FormatRefused
from questions.formats.gift import read
from questions.formats.html_text import plain
from questions.formats.reading import Code
from questions.model import Kind

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
CASES = sorted((SAMPLES / "gift-expected-json").glob("*.json"))
NOT_OURS = {
    "Essay": "essay",
    "Numerical": "numerical",
    "Matching": "matching",
    "Short": "shortanswer",
    "Description": "description",
}
needs_samples = pytest.mark.skipif(not CASES, reason="../shared/samples is not here")


def words(piece: dict[str, str]) -> str:
    text = plain(piece["text"]).text if piece["format"] == "html" else piece["text"]
    return folded(text)


def folded(text: str) -> str:
    return " ".join(text.split())


def expected_of(each: dict) -> tuple:
    """A question of the JSON as (kind, stem, options), one that we do not have as its kind."""
    if each["type"] in NOT_OURS:
        return (NOT_OURS[each["type"]],)
    if each["type"] == "TF":
        true = each["isTrue"]
        return Kind.TRUE_FALSE, words(each["stem"]), [("Đúng", true), ("Sai", not true)]
    right = [choice["isCorrect"] or (choice["weight"] or 0) > 0 for choice in each["choices"]]
    texts = [words(choice["text"]) for choice in each["choices"]]
    is_single = any(choice["isCorrect"] for choice in each["choices"])
    kind = Kind.SINGLE if is_single else Kind.SEVERAL
    return kind, words(each["stem"]), list(zip(texts, right, strict=True))


def found_in(path: Path) -> list[tuple]:
    reading = read(path.read_bytes())
    items = [(each.at, each.question) for each in reading.items]
    found = [
        (at, (each.kind, folded(each.stem), [(folded(o.text), o.is_right) for o in each.options]))
        for at, each in items
    ]
    found += [(each.at, (each.params["kind"],)) for each in reading.refused]
    return [each for _, each in sorted(found, key=lambda pair: pair[0])]


@needs_samples
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_file_is_read_as_the_other_parser_reads_it(path):
    listed = json.loads(path.read_text("utf-8"))
    expected = [expected_of(each) for each in listed if each["type"] != "Category"]
    assert found_in(SAMPLES / "gift" / f"{path.stem}.gift") == expected


@needs_samples
@pytest.mark.parametrize(
    ("name", "read_count", "refused_count"),
    [
        ("moodle-examples.txt", 23, 20),
        ("moodle-questions.gift.txt", 5, 4),
        ("moodle-questions_in_category.gift.txt", 2, 2),
    ],
)
def test_moodles_own_files_are_read(name, read_count, refused_count):
    reading = read((SAMPLES / "gift" / name).read_bytes())
    assert (len(reading.items), len(reading.refused)) == (read_count, refused_count)


@needs_samples
def test_what_is_refused_of_moodles_own_files_are_kinds_that_we_do_not_have():
    refused = [
        each
        for path in (SAMPLES / "gift").glob("*[!2].gift.txt")
        for each in read(path.read_bytes()).refused
    ]
    assert {each.code for each in refused} == {Code.NOT_SUPPORTED}


@needs_samples
def test_an_old_windows_file_is_refused():
    path = SAMPLES / "gift" / "moodle-questions_encoding_windows-1252.gift.txt"
    with pytest.raises(FormatRefused, match="not-utf-8"):
        read(path.read_bytes())
