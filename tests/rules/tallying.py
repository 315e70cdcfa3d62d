"""Attempts, rules and rounds that the tests of results are made of."""

from hypothesis import strategies as st

from contest.rules.extra import Definition
from contest.rules.merits import MarkedAttempt
from contest.rules.prediction import Target
from contest.rules.ranking import PRESETS, Counting, CountingRule, Equals, Preset
from contest.rules.tally import Findings, Tally, TallyRules, tally

FORESEEN = Definition(Target.ALL_RIGHT)
STAGED = {1: PRESETS[Preset.E], 2: PRESETS[Preset.B]}


def attempt(person: int, right: int = 5, **given) -> MarkedAttempt:
    usual = {
        "attempt_id": person * 10 + given.get("ordinal", 1),
        "person": person,
        "contest_number": f"{person:09}",
        "audience": 1,
        "ordinal": 1,
        "started_ms": 0,
        "handed_in_ms": 60_000,
        "duration_ms": 60_000,
        "right_count": right,
        "question_count": 10,
        "points": right * 100,
        "guess": None,
    }
    return MarkedAttempt(**usual | given)


def count(
    given,
    which=Counting.BEST,
    equals=Equals.SCHEME,
    schemes=STAGED,
    prediction=FORESEEN,
    unit_counts=None,
    **findings,
) -> Tally:
    """The results of the attempts given, by what is usual unless it is said."""
    rules = {"counting": CountingRule(which, equals), "prediction": prediction}
    if unit_counts is not None:
        rules["unit_counts"] = unit_counts
    return tally(given, TallyRules(schemes, **rules), Findings(**findings))


def order(found: Tally, audience=1):
    return [each.attempt.person for each in found.standings[audience]]


def places(found: Tally, audience=1):
    return {each.attempt.person: each.place.place for each in found.standings[audience]}


attempts = st.builds(
    attempt,
    st.integers(1, 12),
    st.integers(0, 10),
    audience=st.just(1),
    ordinal=st.integers(1, 3),
    duration_ms=st.integers(0, 9_000),
    guess=st.none() | st.integers(0, 20),
    fact=st.none() | st.integers(0, 20),
    is_void=st.booleans(),
    residence_path=st.sampled_from([(), (1, 44), (2, 44), (3, 45)]),
    unit_path=st.sampled_from([(), (7, "block:A"), (8, "block:A")]),
)
rounds = st.lists(attempts, unique_by=lambda each: (each.person, each.ordinal), max_size=30)
