import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.eligibility import Birth
from contest.rules.identity import (
    IdentityRefused,
    NameDoubt,
    doubts,
    format_phone,
    lacks_marks,
    mask_citizen_number,
    mask_phone,
    read_birth,
    read_citizen_number,
    read_name,
    read_phone,
)

TODAY = date(2026, 11, 24)

mobiles = st.from_regex(r"\+84[35789][0-9]{8}", fullmatch=True)
landlines = st.from_regex(r"\+842[0-9]{9}", fullmatch=True)
days = st.dates(date(1900, 1, 1), TODAY)
separators = st.sampled_from(["", " ", ".", "-", "\u00a0"])


def code_of(read, *given_):
    with pytest.raises(IdentityRefused) as refused:
        read(*given_)
    return refused.value.code


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("0912 345 678", "+84912345678"),
        ("+84 912345678", "+84912345678"),
        ("84912345678", "+84912345678"),
        ("0084 912.345.678", "+84912345678"),
        ("+84 (0) 912-345-678", "+84912345678"),
        ("912345678", "+84912345678"),
        ("849123456", "+84849123456"),
        ("0849123456", "+84849123456"),
        ("0233 3852 123", "+842333852123"),
        ("842333852123", "+842333852123"),
        ("０９１２３４５６７８", "+84912345678"),
        ("+1 202-555-0123", "+12025550123"),
        ("00856 20 5555 1234", "+8562055551234"),
    ],
)
def test_phones_are_kept_in_one_way(text, phone):
    assert read_phone(text) == phone


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "phone-missing"),
        ("+", "phone-missing"),
        ("không có", "phone-not-digits"),
        ("0912 345 67x", "phone-not-digits"),
        ("++84912345678", "phone-not-digits"),
        ("0912 345 67", "phone-wrong-length"),
        ("0912 345 6789", "phone-wrong-length"),
        ("0233 385 212", "phone-wrong-length"),
        ("0412 345 678", "phone-unknown-prefix"),
        ("0000000000", "phone-unknown-prefix"),
        ("0168 345 6789", "phone-old-prefix"),
        ("+84 168 345 6789", "phone-old-prefix"),
        ("+1 23", "phone-wrong-length"),
        ("+1234567890123456", "phone-wrong-length"),
        ("+0123456789", "phone-unknown-prefix"),
    ],
)
def test_what_is_no_phone_is_refused(text, code):
    assert code_of(read_phone, text) == code


@pytest.mark.parametrize(
    ("phone", "shown", "masked"),
    [
        ("+84912345678", "0912 345 678", "0******678"),
        ("+842333852123", "02333 852 123", "0*******123"),
        ("+12025550123", "+12025550123", "+********123"),
    ],
)
def test_how_a_phone_is_shown(phone, shown, masked):
    assert (format_phone(phone), mask_phone(phone)) == (shown, masked)


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("3/5/1980", Birth(1980, 5, 3)),
        ("03-05-1980", Birth(1980, 5, 3)),
        ("03.05.1980", Birth(1980, 5, 3)),
        ("3 5 1980", Birth(1980, 5, 3)),
        (" 03 / 05 / 1980 ", Birth(1980, 5, 3)),
        ("03051980", Birth(1980, 5, 3)),
        ("1980-05-03", Birth(1980, 5, 3)),
        ("5/1980", Birth(1980, 5)),
        ("1957", Birth(1957)),
        ("29/2/2024", Birth(2024, 2, 29)),
        ("24/11/2026", Birth(2026, 11, 24)),
        ("2026", Birth(2026)),
        ("1/1/1900", Birth(1900, 1, 1)),
    ],
)
def test_births_are_read(text, birth):
    assert read_birth(text, TODAY) == birth


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "birth-missing"),
        ("mùng 3 tháng 5", "birth-not-a-date"),
        ("1/2/3/1980", "birth-not-a-date"),
        ("198", "birth-not-a-date"),
        ("3/5/80", "birth-short-year"),
        ("030580", "birth-short-year"),
        ("31/2/1980", "birth-no-such-day"),
        ("29/2/2023", "birth-no-such-day"),
        ("0/5/1980", "birth-no-such-day"),
        ("5/13/1980", "birth-no-such-day"),
        ("13/1980", "birth-no-such-day"),
        ("25/11/2026", "birth-in-future"),
        ("12/2026", "birth-in-future"),
        ("2027", "birth-in-future"),
        ("31/12/1899", "birth-too-early"),
        ("0000", "birth-too-early"),
        ("1/1/0000", "birth-too-early"),
    ],
)
def test_what_is_no_birth_is_refused(text, code):
    assert code_of(read_birth, text, TODAY) == code


@pytest.mark.parametrize("text", ["045080001234", "045 080 001 234", "045.080.001.234"])
def test_citizen_numbers_are_read(text):
    assert read_citizen_number(text) == "045080001234"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" ", "citizen-number-missing"),
        ("04508000123A", "citizen-number-not-digits"),
        ("197123456", "citizen-number-old"),
        ("04508000123", "citizen-number-wrong-length"),
        ("000080001234", "citizen-number-unknown"),
        ("097080001234", "citizen-number-unknown"),
    ],
)
def test_what_is_no_citizen_number_is_refused(text, code):
    assert code_of(read_citizen_number, text) == code


def test_a_masked_citizen_number_shows_three_digits():
    assert mask_citizen_number("045080001234") == "*********234"


@pytest.mark.parametrize("text", ["", "1", "12", "123"])
def test_what_is_too_short_to_mask_stays(text):
    assert mask_citizen_number(text) == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("  Nguyễn   Văn\tAn ", "Nguyễn Văn An"),
        ("H’Hen Niê", "H'Hen Niê"),
        ("Trần Thị Kim-Anh", "Trần Thị Kim-Anh"),
        ("NGUYỄN VĂN AN", "NGUYỄN VĂN AN"),
        ("Y", "Y"),
        (unicodedata.normalize("NFD", "Nguyễn Ý"), "Nguyễn Ý"),
        ("Hồ\u200b Văn", "Hồ Văn"),
    ],
)
def test_names_are_read(text, name):
    assert read_name(text) == name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" ", "name-missing"),
        ("Nguyễn Văn 2", "name-bad-character"),
        ("An <b>", "name-bad-character"),
        ("a@b.vn", "name-bad-character"),
        ("Nguyễn - An", "name-bad-character"),
        ("'''", "name-bad-character"),
        ("An\x00", "name-bad-character"),
        ("\u0301", "name-bad-character"),
        ("A" * 101, "name-too-long"),
    ],
)
def test_what_is_no_name_is_refused(text, code):
    assert code_of(read_name, text) == code


@pytest.mark.parametrize(
    ("name", "lacks"),
    [
        ("Nguyen Van An", True),
        ("nguyen thi quynh", True),
        ("HOANG PHUONG THAO", True),
        ("Mai Lan Anh", True),
        ("Nguyễn Van An", False),
        ("Do Minh Đuc", False),
        ("John Smith", False),
        ("H'Hen Nie", False),
    ],
)
def test_a_vietnamese_name_without_any_mark_is_asked_about(name, lacks):
    assert lacks_marks(name) is lacks


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nguyễn An", ()),
        ("Ý", (NameDoubt.ONE_WORD,)),
        ("Nguyen An", (NameDoubt.LACKS_MARKS,)),
        ("An", (NameDoubt.LACKS_MARKS, NameDoubt.ONE_WORD)),
    ],
)
def test_doubts(name, expected):
    assert doubts(name) == expected


@given(
    st.one_of(mobiles, landlines), st.sampled_from(["0", "84", "+84", "0084", "+840"]), st.data()
)
def test_a_vietnamese_phone_is_read_however_it_is_written(phone, prefix, data):
    digits = "".join(f"{data.draw(separators)}{digit}" for digit in phone.removeprefix("+84"))
    assert read_phone(prefix + digits) == phone


@given(st.one_of(mobiles, landlines))
def test_a_phone_is_read_as_it_is_shown(phone):
    assert read_phone(format_phone(phone)) == read_phone(phone) == phone


@given(st.one_of(mobiles, landlines))
def test_a_mask_hides_all_but_three_digits(phone):
    masked = mask_phone(phone)
    assert len(masked) == len(format_phone(phone).replace(" ", ""))
    assert masked.strip("0*") == phone[-3:].lstrip("0").rstrip("0")


@given(days, st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d%m%Y", "%Y-%m-%d"]))
def test_a_day_is_read_in_every_usual_way(day, form):
    assert read_birth(day.strftime(form), TODAY) == Birth(day.year, day.month, day.day)


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("0123456789/-. ")), max_size=12))
def test_whatever_is_typed_is_a_birth_between_1900_and_today_or_refused(text):
    try:
        birth = read_birth(text, TODAY)
    except IdentityRefused:
        return
    assert 1900 <= birth.year <= TODAY.year


@given(st.text(max_size=30))
def test_a_name_is_kept_in_one_form_and_reading_it_again_changes_nothing(text):
    try:
        name = read_name(text)
    except IdentityRefused:
        return
    assert unicodedata.is_normalized("NFC", name)
    assert read_name(name) == name


@given(st.sampled_from(["Nguyễn Thị Quỳnh Như", "Đặng Ngọc Ẩn", "Lê Hữu Phước"]))
def test_a_name_is_the_same_composed_or_not(name):
    assert read_name(unicodedata.normalize("NFD", name)) == name
