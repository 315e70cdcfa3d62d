"""The rules of import, kept: what may know what (docs/architecture.md)."""

import ast
import sys
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.architecture.source import (
    EVERYTHING,
    MODULES,
    functions,
    imports,
    names_imported,
    own_imports,
    short,
    tree,
)

FEATURES = ("audit", "hosts", "units", "people", "bank", "contests", "attempts", "results")
# Each may import those before it.  Words are what pages and files say: sentences and tables.
ROLES = ("models", "queries", "service", "words", "forms", "routes")
# The part of a form that names the decision an act rests on: later features have such acts, too.
LENT_FORMS = ("contest.contests.official_forms",)
LENT = ROLES[:3]  # what a feature shows to those after it
SPOKEN = ROLES[:4]  # what commands use: they speak, too
BASE = {
    f"contest.{each}" for each in ("bulk", "garbage", "clock", "config", "db", "errors", "vault")
} | {"contest"}
PARSERS = {"lxml", "docx", "python_calamine", "rustpy_xlsxwriter"}
TAKEN = {"random", "secrets", "uuid", "time", "os", "socket", "subprocess"}


def roots(module: str) -> set[str]:
    return {name.partition(".")[0] for name in imports(MODULES[module])}


def inside(module: str, *packages: str) -> bool:
    return any(module == each or module.startswith(f"{each}.") for each in packages)


def place(module: str) -> tuple[str, str] | None:
    """A feature's module as (feature, role); None for all others."""
    parts = module.split(".")
    if len(parts) != 3 or parts[0] != "contest" or parts[1] not in FEATURES:
        return None
    return parts[1], parts[2].rpartition("_")[2]


def those(*packages: str):
    found = [module for module in MODULES if inside(module, *packages)]
    return pytest.mark.parametrize("module", found)


@those("questions")
def test_the_bank_knows_the_standard_library_and_parsers_alone(module):
    allowed = set(sys.stdlib_module_names) | {"questions", "rapidfuzz"}
    if inside(module, "questions.formats"):
        allowed |= PARSERS
    assert roots(module) <= allowed - TAKEN


@those("contest.rules")
def test_the_rules_are_pure(module):
    assert roots(module) <= set(sys.stdlib_module_names) - TAKEN | {"contest", "questions"}
    assert all(inside(each, "contest.rules", "questions") for each in own_imports(module))


@those(*BASE - {"contest"})
def test_the_base_knows_no_feature(module):
    assert all(
        each in BASE or inside(each, "contest.rules", "questions") for each in own_imports(module)
    )


FEATURE_MODULES = [module for module in MODULES if place(module)]


@pytest.mark.parametrize("module", FEATURE_MODULES)
def test_a_features_module_has_one_of_the_fixed_names(module):
    """With a prefix where one file would get too long: ``charts_service``, ``entry_routes``."""
    assert place(module)[1] in ROLES


@pytest.mark.parametrize("module", FEATURE_MODULES)
def test_a_feature_imports_only_what_stands_before_it(module):
    wrong = [each for each in own_imports(module) if not may_import(module, each)]
    assert not wrong


def may_import(module: str, other: str) -> bool:
    feature, role = place(module)
    if inside(other, "contest.web"):
        return role in ("words", "forms", "routes") and other != "contest.web.register"
    if not place(other):
        return other in BASE or inside(other, "contest.rules", "questions", *packages_of_features())
    other_feature, other_role = place(other)
    if other_feature == feature:
        return rank(other_role) <= rank(role)
    is_lent = other_role in LENT or other in LENT_FORMS
    return is_lent and FEATURES.index(other_feature) < FEATURES.index(feature)


def rank(role: str) -> int:
    """The place of a role; a name that is none of them has a test of its own."""
    return ROLES.index(role if role in ROLES else "service")


def packages_of_features() -> list[str]:
    return [f"contest.{each}" for each in FEATURES]


@those("contest.web")
def test_the_shared_web_modules_know_hosts_alone(module):
    """But for the entrants' own two, which know the people: their guard and their card."""
    if module == "contest.web.register":
        return
    is_entrants = module in ("contest.web.entrants", "contest.web.entrant_card")
    known = ("audit", "hosts", "people") if is_entrants else ("audit", "hosts")
    knows_people = module.startswith("contest.web.entrant")
    known = ("hosts", "audit", *(["people"] if knows_people else []))
    wrong = {
        each
        for each in own_imports(module)
        if (place(each) and place(each)[0] not in known)
        or (place(each) and place(each)[1] not in LENT)
        or inside(each, "contest.cli", "contest.app", "contest.jobs", "contest.web.register")
    }
    assert not wrong


@those("contest.cli", "contest.jobs")
def test_commands_and_jobs_know_no_pages(module):
    wrong = {
        each
        for each in own_imports(module)
        if (place(each) and place(each)[1] not in SPOKEN) or inside(each, "contest.app")
    }
    assert not wrong


def test_every_package_is_a_known_one():
    known = {*FEATURES, "rules", "web", "cli", "app", "jobs", "pages", "demo"}
    known |= {each.partition(".")[2] for each in BASE}
    found = {module.split(".")[1] for module in MODULES if module.startswith("contest.")}
    assert found <= known


def test_no_import_goes_in_a_circle():
    try:
        TopologicalSorter({module: own_imports(module) for module in MODULES}).prepare()
    except CycleError as cycle:
        pytest.fail(" → ".join(cycle.args[1]))


def test_no_import_is_late():
    late = [
        f"{short(path)}:{node.lineno}"
        for path in EVERYTHING
        for function in functions(path)
        for node in ast.walk(function)
        if list(names_imported(node))
    ]
    assert not late


def test_no_import_is_relative():
    relative = [
        f"{short(path)}:{node.lineno}"
        for path in EVERYTHING
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not relative
