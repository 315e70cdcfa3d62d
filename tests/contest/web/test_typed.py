from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.web import typed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("27/3/1965", date(1965, 3, 27)),
        ("27.03.1965", date(1965, 3, 27)),
        (" 27 - 3 - 1965 ", date(1965, 3, 27)),
        ("1965-03-27", date(1965, 3, 27)),
    ],
)
def test_a_day_is_understood_as_people_write_it(text, expected):
    assert typed.day(text) == expected


@pytest.mark.parametrize("text", ["", "31/2/1960", "27/3/65", "3/1965", "hôm qua", "1/1/0000"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(typed.NotUnderstood):
        typed.day(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("14:30", 870),
        ("14h30", 870),
        ("14 giờ 30", 870),
        ("14 giờ 30 phút", 870),
        ("8h", 480),
        ("8", 480),
        ("24h00", 1440),
        ("0:05", 5),
        ("14:30:00", 870),
    ],
)
def test_an_hour_is_understood_as_people_write_it(text, minutes):
    assert typed.minutes_of_day(text) == minutes


@pytest.mark.parametrize("text", ["", "24:01", "25h", "8h60", "sáng", "8h5h", "-1:00"])
def test_what_is_no_hour_is_refused(text):
    with pytest.raises(typed.NotUnderstood):
        typed.minutes_of_day(text)


def test_24_hours_is_the_next_days_midnight():
    assert typed.moment(["30/11/2026", "24h00"]) == datetime(2026, 11, 30, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["24/11/2026 14:30", "24/11/2026, 14h30", "2026-11-24T14:30", "24/11/2026 14 giờ 30"]
)
def test_a_moment_in_one_text_is_vietnams(text):
    assert typed.moment([text]) == datetime(2026, 11, 24, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize("day", ["31/12/9999", "1/1/0001"])
def test_a_moment_beyond_the_calendar_is_refused(day):
    with pytest.raises(typed.NotUnderstood):
        typed.moment([day, "24h00" if day.startswith("31") else "0h00"])


@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\x85", "\u202e", "\ud800"])
def test_a_control_character_is_refused(character):
    with pytest.raises(typed.NotUnderstood):
        typed.plain_line(f"Nguyễn{character}Văn")


def test_a_name_typed_in_parts_is_kept_in_nfc():
    assert typed.plain_line("  Nguye\u0302\u0303n \u200b Va\u0306n\tA ") == "Nguyễn Văn A"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    try:
        once = typed.plain_text(text)
    except typed.NotUnderstood:
        return
    assert typed.plain_text(once) == once
