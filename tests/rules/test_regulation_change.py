import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.regulation_change import (
    Field,
    FieldKind,
    changes,
    decode_regulation,
    digest,
    encode_regulation,
    refused_changes,
)

WORDING, TIME, PRIZE, OTHER = FieldKind

values = st.none() | st.booleans() | st.integers() | st.text()
fields = st.builds(Field, st.sampled_from(FieldKind), values)
regulations = st.dictionaries(st.text(min_size=1), fields, max_size=5)


def one(kind, value):
    return {} if value is ... else {"field": Field(kind, value)}


@pytest.mark.parametrize(
    ("kind", "before", "after", "may"),
    [
        pytest.param(WORDING, "Thể lệ", "Thể lệ (sửa lỗi chính tả)", True, id="wording"),
        pytest.param(WORDING, ..., "Lời cảm ơn", True, id="wording-added"),
        pytest.param(WORDING, "Lời cảm ơn", ..., True, id="wording-removed"),
        pytest.param(TIME, 100, 200, True, id="extended"),
        pytest.param(TIME, 200, 100, False, id="shortened"),
        pytest.param(TIME, 100, None, True, id="without-end"),
        pytest.param(TIME, None, 100, False, id="with-an-end-now"),
        pytest.param(TIME, ..., 100, False, id="an-end-added"),
        pytest.param(TIME, 100, ..., False, id="an-end-removed"),
        pytest.param(PRIZE, 3, 5, True, id="more-prizes"),
        pytest.param(PRIZE, 5, 3, False, id="fewer-prizes"),
        pytest.param(PRIZE, ..., 1, True, id="a-prize-added"),
        pytest.param(PRIZE, 1, ..., False, id="a-prize-removed"),
        pytest.param(PRIZE, "Ba", "Nhất", False, id="a-prize-that-is-no-number"),
        pytest.param(OTHER, 20, 25, False, id="a-rule"),
        pytest.param(OTHER, ..., 25, False, id="a-rule-added"),
        pytest.param(OTHER, 25, ..., False, id="a-rule-removed"),
    ],
)
def test_what_may_change_after_the_first_start(kind, before, after, may):
    refused = refused_changes(one(kind, before), one(kind, after))
    assert refused == (() if may else ("field",))


def test_a_rule_does_not_become_wording():
    assert refused_changes(one(OTHER, 20), one(WORDING, "20")) == ("field",)


def test_all_that_is_refused_is_named():
    before = {"minutes": Field(OTHER, 20), "closes": Field(TIME, 9), "title": Field(WORDING, "a")}
    after = {"minutes": Field(OTHER, 15), "closes": Field(TIME, 8), "title": Field(WORDING, "b")}
    assert refused_changes(before, after) == ("closes", "minutes")


@given(regulations, regulations)
def test_before_the_first_start_anything_may_change(before, after):
    assert refused_changes(before, after, has_started=False) == ()


@given(regulations)
def test_what_stays_the_same_is_no_change(regulation):
    assert changes(regulation, dict(regulation)) == ()
    assert refused_changes(regulation, dict(regulation)) == ()


@given(regulations, regulations)
def test_no_step_there_and_back_is_free_but_wording(before, after):
    refused = {*refused_changes(before, after), *refused_changes(after, before)}
    free = {change.code for change in changes(before, after)} - refused
    assert all(
        each.kind is WORDING
        for code in free
        for each in (before.get(code), after.get(code))
        if each is not None
    )


@given(regulations)
def test_a_regulation_is_read_as_it_was_written(regulation):
    assert decode_regulation(encode_regulation(regulation)) == regulation


@pytest.mark.parametrize("data", [["wording"], "wording", ["wording", 1.5], ["law", 1]])
def test_what_is_no_field_is_not_read(data):
    with pytest.raises(ValueError, match=r"a field is|not a valid"):
        decode_regulation({"title": data})


def test_a_digest_is_of_the_rules_and_not_of_their_order():
    first = {"a": Field(OTHER, 1), "b": Field(OTHER, 2)}
    assert digest(first) == digest(dict(reversed(first.items())))
    assert digest(first) != digest(first | {"b": Field(OTHER, 3)})
