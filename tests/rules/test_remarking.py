import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.drawing import Paper, PaperItem
from contest.rules.remarking import (
    Change,
    ChangeKind,
    KeyChange,
    RemarkFault,
    RemarkRefused,
    Result,
    apply,
    decode_change,
    encode_change,
    impact,
    may_publish,
    may_remark,
)
from contest.rules.result_way import State
from contest.rules.scoring import score
from questions.marking import Key, Outcome, Response, mark
from questions.model import Kind

DROP = KeyChange(ChangeKind.DROP)
FOR_ALL = KeyChange(ChangeKind.POINT_FOR_ALL)
PAPER = Paper((PaperItem(7, (2, 0, 1, 3)), PaperItem(9, (0, 1, 2, 3))))

positions = st.frozensets(st.integers(0, 3), min_size=1)
keys = st.builds(Key, positions, kind=st.sampled_from(Kind))
changes = st.one_of(
    st.just(DROP),
    st.just(FOR_ALL),
    st.builds(KeyChange, st.just(ChangeKind.ACCEPT), positions),
)
responses = st.builds(Response, st.frozensets(st.integers(0, 3)))
results = st.builds(
    Result,
    st.integers(0, 3),
    st.integers(0, 300),
    st.integers(1, 4),
    st.none() | st.sampled_from(["Nhất", "Nhì"]),
)
tables = st.dictionaries(st.integers(1, 6), results)


def accept(*given_):
    return KeyChange(ChangeKind.ACCEPT, frozenset(given_))


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (accept(1, 2), Key(frozenset({1, 2}))),
        (FOR_ALL, Key(frozenset({0}), all_get_the_point=True)),
        (DROP, Key(frozenset({0}), is_dropped=True)),
    ],
)
def test_what_becomes_of_a_key(change, key):
    assert apply(Key(frozenset({0})), change, 4) == key


@pytest.mark.parametrize(
    ("change", "chosen", "outcome"),
    [
        (accept(1, 2), {2}, Outcome.RIGHT),
        (accept(1, 2), {0}, Outcome.WRONG),
        (FOR_ALL, set(), Outcome.RIGHT),
        (DROP, {0}, Outcome.BLANK),
    ],
)
def test_what_an_answer_is_worth_then(change, chosen, outcome):
    key = apply(Key(frozenset({0})), change, 4)
    assert mark(Response(frozenset(chosen)), key) is outcome


@given(keys, changes)
def test_a_correction_may_be_corrected(key, change):
    assert apply(apply(key, change, 4), accept(*key.accepted), 4) == key


@given(keys, responses)
def test_the_same_key_changes_nothing(key, response):
    again = apply(key, accept(*key.accepted), 4)
    assert again == key
    assert mark(response, again) == mark(response, key)


@given(keys, keys, st.sampled_from([*"ABCD", None]), st.sampled_from([*"ABCD", None]))
def test_a_paper_marked_anew_by_the_same_keys_is_worth_the_same(first, second, one, two):
    given_ = {7: first, 9: second}
    again = {version: apply(key, accept(*key.accepted), 4) for version, key in given_.items()}
    answers = {1: one, 2: two}
    assert score(PAPER, answers, again) == score(PAPER, answers, given_)


@given(keys, changes)
def test_the_old_key_stays_what_it_was(key, change):
    before = Key(key.accepted, kind=key.kind)
    apply(key, change, 4)
    assert key == before


@pytest.mark.parametrize(
    ("key", "change", "code"),
    [
        (Key(frozenset({0})), accept(), RemarkFault.NOTHING_ACCEPTED),
        (Key(frozenset({0})), accept(3), RemarkFault.NO_SUCH_POSITION),
        (Key(frozenset({0})), accept(-1), RemarkFault.NO_SUCH_POSITION),
        (Key(frozenset({0}), kind=Kind.STATEMENTS), accept(4), RemarkFault.NO_SUCH_POSITION),
    ],
)
def test_a_key_by_which_nobody_could_be_right_is_refused(key, change, code):
    with pytest.raises(RemarkRefused) as refused:
        apply(key, change, 3)
    assert refused.value.code == code


def test_of_four_statements_none_may_be_true():
    key = apply(Key(frozenset({0}), kind=Kind.STATEMENTS), accept(), 4)
    assert key.accepted == frozenset()


def test_a_second_person_publishes():
    assert may_publish(by=2, author=1)
    assert not may_publish(by=1, author=1)


@pytest.mark.parametrize("state", State)
def test_keys_are_corrected_until_the_result_goes_into_the_minutes(state):
    assert may_remark(state) is (state in {State.OPEN, State.CLOSED, State.PROVISIONAL})


def test_a_dry_run_says_who_changes_and_how_many_in_what():
    before = {
        1: Result(3, 300, 1, "Nhất"),
        2: Result(2, 200, 2, "Nhì"),
        3: Result(2, 200, 3),
        4: Result(1, 100, 4),
    }
    after = {
        1: Result(2, 200, 3),
        2: Result(3, 300, 1, "Nhất"),
        3: Result(3, 300, 2, "Nhì"),
        4: Result(1, 100, 4),
    }
    found = impact(before, after)
    assert [each.person for each in found.changes] == [1, 2, 3]
    assert (found.better_marks, found.worse_marks, found.other_places) == (2, 1, 3)
    assert (found.prizes_won, found.prizes_lost, found.prizes_changed) == (1, 1, 1)


def test_who_has_no_result_any_more_loses_all():
    found = impact({1: Result(3, 300, 1, "Nhất")}, {})
    assert found.changes == (Change(1, Result(3, 300, 1, "Nhất"), None),)
    assert (found.worse_marks, found.other_places, found.prizes_lost) == (1, 1, 1)


@given(tables)
def test_the_same_results_change_nobody(table):
    found = impact(table, dict(table))
    assert found.changes == ()
    assert not any((found.better_marks, found.worse_marks, found.other_places))


@given(tables, tables)
def test_there_and_back_is_won_what_was_lost(before, after):
    there, back = impact(before, after), impact(after, before)
    assert (there.prizes_won, there.prizes_lost) == (back.prizes_lost, back.prizes_won)
    assert (there.better_marks, there.worse_marks) == (back.worse_marks, back.better_marks)
    assert there.prizes_changed == back.prizes_changed


@given(changes)
def test_a_correction_is_read_as_it_was_written(change):
    assert decode_change(encode_change(change)) == change


@pytest.mark.parametrize(
    "data",
    [{}, {"kind": "drop"}, {"kind": "drop", "accepted": ["0"]}, {"kind": "burn", "accepted": []}],
)
def test_what_is_no_correction_is_not_read(data):
    with pytest.raises(ValueError, match=r"a correction is|not a valid"):
        decode_change(data)
