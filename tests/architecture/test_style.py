"""The habits of the house, kept: sizes, docstrings, who reads the clock and who commits."""

import ast
import re

import pytest

from tests.architecture.source import (
    CODE,
    EVERYTHING,
    MODULES,
    below,
    functions,
    imports,
    short,
    tree,
)

LONGEST_FILE, LONGEST_FUNCTION = 400, 50
WRITTEN = [*EVERYTHING, *below("contest", suffix=".html"), *below("contest", suffix=".js")]
SILENCED = re.compile(r"#\s*(noqa(:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*)?|type:\s*ignore(\[[\w, -]+\])?)")
MAY_COMMIT = re.compile(r"contest/(cli/\w+|jobs|db|\w+/(\w+_)?routes)\.py|(tests|bench)/.*")
CLOCKLESS = re.compile(r"contest/(rules/\w+|\w+/(\w+_)?(models|queries|service))\.py")


def test_no_file_is_too_long():
    lengths = {short(path): len(path.read_text("utf-8").splitlines()) for path in WRITTEN}
    assert not {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE}


def test_no_function_is_too_long():
    lengths = {
        f"{short(path)}:{each.name}": each.end_lineno - each.lineno + 1
        for path in EVERYTHING
        for each in functions(path)
    }
    assert not {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION}


def test_every_module_says_what_question_it_answers():
    modules = [path for path in EVERYTHING if path.stat().st_size and "test_" not in path.name]
    assert not [short(path) for path in modules if not ast.get_docstring(tree(path))]


def test_nothing_is_left_to_do():
    words = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")
    assert not [short(path) for path in WRITTEN if words.search(path.read_text("utf-8"))]


def test_a_silenced_finding_says_why():
    silent = [
        f"{short(path)}:{number}"
        for path in EVERYTHING
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if (found := SILENCED.search(line)) and len(line[found.end() :].strip()) < 5
    ]
    assert not silent


def test_only_routes_commands_and_jobs_commit():
    assert not [
        f"{short(path)}:{node.lineno}"
        for path in CODE
        if not MAY_COMMIT.fullmatch(short(path))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and ast.unparse(node).endswith("session.commit")
    ]


def test_rules_and_services_are_told_the_time():
    clockless = [path for path in CODE if CLOCKLESS.fullmatch(short(path))]
    assert not [
        short(path) for path in clockless if {"contest.clock", "contest.clock.now"} & imports(path)
    ]


def test_the_clock_is_asked_where_a_test_can_set_it():
    """``from contest import clock``, then ``clock.now()``: a name of one's own would not be set."""
    everywhere = [path for path in EVERYTHING if "contest.clock.now" in imports(path)]
    assert not [short(path) for path in everywhere]


def test_one_module_reads_the_clock():
    readings = {"datetime.now", "datetime.utcnow", "date.today", "time.time", "time.time_ns"}
    assert not [
        f"{short(path)}:{node.lineno}"
        for path in CODE
        if path != MODULES.get("contest.clock")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and ".".join(ast.unparse(node.func).split(".")[-2:]) in readings
    ]


def errors() -> dict[str, str | None]:
    """Every subclass of ContestError, by name, with the code that it states itself."""
    classes = [
        node for path in CODE for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)
    ]
    family: dict[str, str | None] = {"ContestError": None}
    for _ in range(5):  # generations
        for node in classes:
            if {ast.unparse(base).rpartition(".")[2] for base in node.bases} & set(family):
                family[node.name] = stated_code(node)
    del family["ContestError"]
    return family


def stated_code(node: ast.ClassDef) -> str | None:
    for line in node.body:
        if isinstance(line, ast.Assign | ast.AnnAssign) and isinstance(line.value, ast.Constant):
            target = line.targets[0] if isinstance(line, ast.Assign) else line.target
            if ast.unparse(target) == "code":
                return str(line.value.value)
    return None


@pytest.mark.parametrize(("name", "code"), errors().items())
def test_every_error_has_a_code_of_its_own(name, code):
    assert code
    assert list(errors().values()).count(code) == 1
