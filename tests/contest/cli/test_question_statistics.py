import json

import pytest
from click.testing import CliRunner

from contest.cli.question_statistics import statistics

TABLE = """quizattempt,slots.1.mark,slots.2.mark,summarks
1,1,0.5,1.5
2,0,1,1
3,1,,1
"""


@pytest.fixture
def run(tmp_path):
    def run(table, *options):
        path = tmp_path / "results.csv"
        path.write_text(table, "utf-8")
        return CliRunner().invoke(statistics, [str(path), *options])

    return run


def items(result):
    assert result.exit_code == 0, result.output
    return {each["item"]: each for each in json.loads(result.output)["items"]}


def test_columns_of_slots_are_the_items(run):
    found = items(run(TABLE))
    assert {name: each["facility"] for name, each in found.items()} == {"1": 2 / 3, "2": 0.75}


def test_an_empty_cell_was_not_asked(run):
    found = items(run(TABLE))
    assert [(each["count"], each["is_drawn"]) for each in found.values()] == [(3, False), (2, True)]


def test_all_columns_are_items_but_ids_and_totals(run):
    assert list(items(run("id,a,b,total\n1,1,0,1\n"))) == ["a", "b"]


def test_the_first_column_may_be_an_item(run):
    assert items(run("a,b\n1,0\n0,0\n"))["a"]["facility"] == 0.5


@pytest.mark.parametrize("table", ["id,a,b\nmax,2,4\n1,1,1\n", "id,a,b\n1,1,1\n"])
def test_the_most_of_each_item_is_told(run, table):
    options = () if "max" in table else ("--max", "2,4")
    found = items(run(table, *options))
    assert (found["a"]["facility"], found["b"]["facility"]) == (0.5, 0.25)


def test_one_maximum_is_that_of_all(run):
    assert items(run("a,b\n5,1\n", "--max", "5"))["b"]["facility"] == 0.2


def test_an_item_is_said_to_be_drawn(run):
    assert items(run(TABLE, "--drawn", "1"))["1"]["is_drawn"] is True


def test_the_figures_are_written_to_a_file(run, tmp_path):
    result = run(TABLE, "--out", str(tmp_path / "out.json"))
    assert result.output == "3 attempts, 2 items\n"
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["totals"]["count"] == 3


@pytest.mark.parametrize(
    ("table", "options", "words"),
    [
        pytest.param("", (), "the file is empty", id="empty"),
        pytest.param("a,a\n1,1\n", (), "name each item once", id="twice-the-same"),
        pytest.param("id\n1\n", (), "name each item once", id="no-item"),
        pytest.param("a\nx\n", (), "row 2: 'x' is no mark", id="no-mark"),
        pytest.param("a\n1e999999999\n", (), "is no mark", id="a-number-too-great"),
        pytest.param("a\n5\n", (), "above its maximum", id="above-the-maximum"),
        pytest.param("a,b\n1,1\n", ("--max", "1,1,1"), "2 with commas", id="too-many-maxima"),
        pytest.param("a,b\n1,1\n", ("--max", "1,x"), "2 with commas", id="no-maximum"),
        pytest.param("a\n1\n", ("--drawn", "b"), "there is no item b", id="unknown-item"),
    ],
)
def test_what_cannot_be_read_is_refused(run, table, options, words):
    result = run(table, *options)
    assert result.exit_code != 0
    assert words in result.output
