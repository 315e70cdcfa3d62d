"""A quiz whose statistics another system published."""

import csv
import json
from fractions import Fraction
from pathlib import Path

import pytest

from questions.statistics import Item, analyse

SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "moodle-stats"
pytestmark = pytest.mark.skipif(not SAMPLE.is_dir(), reason="../shared/samples is not here")
UNIT = 10**7  # marks have up to seven decimals
TOLERANCE = 1.5e-5
SLOTS = range(1, 8)
COLUMNS = {
    "s": "count",
    "facility": "facility",
    "sd": "standard_deviation",
    "effectiveweight": "effective_weight",
    "covariance": "covariance",
    "markvariance": "variance",
    "othermarkvariance": "other_variance",
    "discriminationindex": "discrimination_index",
    "covariancemax": "covariance_max",
    "discriminativeefficiency": "discriminative_efficiency",
    "maxmark": "max_mark",
}
TOTALS = {
    "count": "count",
    "median": "median",
    "allattemptsavg": "mean",
    "standarddeviation": "standard_deviation",
    "skewness": "skewness",
    "kurtosis": "kurtosis",
    "cic_percent": "internal_consistency",
    "errorratio_percent": "error_ratio",
    "standarderror": "standard_error",
}
# Which attempts had the sub-question, or the variant, that a row is about.
HAD = {
    ("numerical", ""): (1, 3, 5, 6, 7, 8, 10, 13, 15, 19, 24, 25),
    ("", "1"): (1, 2, 6, 9, 14, 24),
    ("", "8"): (12, 13, 19, 21, 25),
}


def table(name):
    with (SAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def attempts():
    return [
        {slot: int(Fraction(row[f"slots.{slot}.mark"]) * UNIT) for slot in SLOTS}
        for row in table("results00.csv")
    ]


def found_in(rows, drawn=frozenset()):
    items = {slot: Item(UNIT, slot in drawn) for slot in SLOTS}
    return analyse(rows, items, UNIT)


def check(row, figures):
    for column, name in COLUMNS.items():
        if row[column] not in ("", "**NULL**"):
            expected = pytest.approx(float(row[column]), rel=TOLERANCE)
            assert getattr(figures, name) == expected, column


def test_every_figure_of_the_slots_is_the_published_one():
    found = found_in(attempts()).items
    rows = [row for row in table("qstats00.csv") if not row["subqname"] + row["variant"]]
    assert len(rows) == len(SLOTS)
    for row in rows:
        check(row, found[int(row["slot"])])


def test_every_figure_of_sub_questions_and_variants_is_the_published_one():
    rows = [row for row in table("qstats00.csv") if row["subqname"] + row["variant"]]
    assert {(row["subqname"], row["variant"]) for row in rows} == set(HAD)
    for row in rows:
        slot, had = int(row["slot"]), HAD[row["subqname"], row["variant"]]
        chosen = [each for number, each in enumerate(attempts(), 1) if number in had]
        check(row, found_in(chosen, {slot} if row["subqname"] else set()).items[slot])


def test_every_figure_of_the_totals_is_the_published_one():
    expected = json.loads((SAMPLE / "EXPECTED.json").read_text("utf-8"))["quiz00_results00.csv"]
    totals = found_in(attempts()).totals
    assert {name: getattr(totals, ours) for name, ours in TOTALS.items()} == pytest.approx(
        {name: expected[name] for name in TOTALS}, rel=TOLERANCE
    )
