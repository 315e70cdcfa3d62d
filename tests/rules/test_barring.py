import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.barring import (
    BarredByList,
    BarredByOffice,
    BarredByRole,
    bars_against,
    decode,
    encode,
)
from contest.rules.conditions import Link
from contest.rules.data import DataUnreadable
from contest.rules.eligibility import Facts
from contest.rules.roles import Role

BY_LIST = BarredByList(7)
BY_ROLE = BarredByRole(frozenset({Role.JUDGE, Role.WRITER}))
BY_OFFICE = BarredByOffice(frozenset({30}))
BARS = (BY_LIST, BY_ROLE, BY_OFFICE)

bars = st.one_of(
    st.builds(BarredByList, st.integers(1, 9)),
    st.builds(BarredByRole, st.frozensets(st.sampled_from(Role))),
    st.builds(BarredByOffice, st.frozensets(st.integers(1, 9))),
)


@pytest.mark.parametrize(
    ("known", "against"),
    [
        pytest.param(Facts(), (), id="nothing-known"),
        pytest.param(Facts(lists={7: True}), (BY_LIST,), id="on-the-list"),
        pytest.param(Facts(lists={7: False, 8: True}), (), id="on-another-list"),
        pytest.param(Facts(roles=frozenset({Role.WRITER})), (BY_ROLE,), id="writer"),
        pytest.param(Facts(roles=frozenset({Role.OBSERVER})), (), id="other-role"),
        pytest.param(Facts(unit_path=(31, 30, 1), unit_link=Link.WORKS), (BY_OFFICE,), id="staff"),
        pytest.param(Facts(unit_path=(31, 30, 1), unit_link=Link.STUDIES), (), id="student"),
        pytest.param(Facts(unit_path=(31, 30, 1)), (), id="staff-or-student"),
        pytest.param(Facts(unit_path=(1,), unit_link=Link.WORKS), (), id="the-office-above"),
        pytest.param(
            Facts(lists={7: True}, roles=frozenset({Role.JUDGE})), (BY_LIST, BY_ROLE), id="both"
        ),
    ],
)
def test_whoever_is_known_to_fall_under_a_bar_is_barred(known, against):
    assert bars_against(BARS, known) == against


@given(bars)
def test_a_bar_is_read_as_it_was_written(bar):
    assert decode(json.loads(json.dumps(encode(bar)))) == bar


@pytest.mark.parametrize(
    "data",
    [
        None,
        {"is": "name"},
        {"is": "list"},
        {"is": "role", "roles": ["king"]},
        {"is": "office", "units": [None]},
    ],
)
def test_what_is_no_bar_is_not_read(data):
    with pytest.raises(DataUnreadable):
        decode(data)
