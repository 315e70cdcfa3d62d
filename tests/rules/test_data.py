from datetime import date

import pytest

from contest.rules.data import DataUnreadable, day, each, fields, flag, maybe, member, text, whole
from contest.rules.roles import Role


def role(value):
    return member(Role, value)


@pytest.mark.parametrize(
    ("read", "value", "expected"),
    [
        (whole, 0, 0),
        (flag, False, False),
        (text, "", ""),
        (day, "2026-11-24", date(2026, 11, 24)),
        (role, "judge", Role.JUDGE),
        (lambda value: each(whole, value), [1, 2], (1, 2)),
        (lambda value: maybe(whole, value), None, None),
        (lambda value: maybe(whole, value), 3, 3),
        (lambda value: fields(value, "b", "a"), {"a": 1, "b": None}, [None, 1]),
    ],
)
def test_what_was_written_is_read(read, value, expected):
    assert read(value) == expected


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (whole, True),
        (whole, 1.0),
        (whole, "1"),
        (flag, 1),
        (text, 1),
        (day, "24/11/2026"),
        (day, 20261124),
        (role, "king"),
        (role, None),
        (lambda value: each(whole, value), "12"),
        (lambda value: each(whole, value), [1, None]),
        (lambda value: maybe(whole, value), "3"),
        (lambda value: fields(value, "a"), {"a": 1, "b": 2}),
        (lambda value: fields(value, "a", "b"), {"a": 1}),
        (lambda value: fields(value, "a"), [1]),
    ],
)
def test_anything_else_is_not(read, value):
    with pytest.raises(DataUnreadable) as refused:
        read(value)
    assert refused.value.code == "data-unreadable"
