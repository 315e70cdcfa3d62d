from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.eligibility import Birth
from contest.rules.identity import IdentityFault
from contest.rules.people_rows import Finding, plan

TODAY = date(2030, 5, 4)
HEADER = ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Số điện thoại", "Lớp"]


def read(*lines, header=HEADER):
    return plan([header, *lines] if header else list(lines), TODAY).people[1 if header else 0 :]


def test_the_columns_are_known_by_their_names():
    (an,) = read(["1", "Lê Văn An", "1/2/2018", "044218001234", "0912345678", "5A"])
    assert (an.name, an.birth, an.note) == ("Lê Văn An", Birth(2018, 2, 1), "5A")
    assert (an.citizen_number, an.phone) == ("044218001234", "+84912345678")
    assert an.is_taken


def test_without_names_the_columns_have_their_usual_order():
    (an,) = read(["Lê Văn An", "2018"], header=None)
    assert (an.name, an.birth) == ("Lê Văn An", Birth(2018))


def test_a_title_above_the_columns_is_said_to_be_left():
    people = plan([["TRƯỜNG GIO LINH"], HEADER, ["1", "Lê Văn An", "2018"]], TODAY).people
    assert [each.findings for each in people[:2]] == [(Finding.ABOVE,)] * 2
    assert people[2].is_taken


def test_a_column_that_is_not_kept_is_named():
    found = plan([[*HEADER, "Giới tính"], ["1", "Lê Văn An", "2018", "", "", "", "Nam"]], TODAY)
    assert found.columns_left == ("Giới tính",)
    assert found.taken


@pytest.mark.parametrize("written", ["2018-02-01", "2018-02-01 00:00:00", "01/02/2018"])
def test_a_day_is_read_as_spreadsheets_write_it(written):
    assert read(["1", "Lê Văn An", written])[0].birth == Birth(2018, 2, 1)


def test_a_zero_that_a_spreadsheet_took_is_put_back_and_said():
    (an,) = read(["1", "Lê Văn An", "", "44218001234", "912345678"])
    assert (an.citizen_number, an.phone) == ("044218001234", "+84912345678")
    assert an.findings == (Finding.ZERO_PUT_BACK,)
    assert an.is_taken


@pytest.mark.parametrize(
    ("line", "finding"),
    [
        (["1", "", "2018"], IdentityFault.NAME_MISSING),
        (["1", "Lê 5", "2018"], IdentityFault.NAME_BAD_CHARACTER),
        (["1", "Lê Văn An", "31/2/2018"], IdentityFault.BIRTH_NO_SUCH_DAY),
        (["1", "Lê Văn An", "", "123"], IdentityFault.CITIZEN_NUMBER_WRONG_LENGTH),
        (["1", "Lê Văn An", "", "", "12"], IdentityFault.PHONE_WRONG_LENGTH),
        (["1", "Lê Văn An", "2018", "", "", "x" * 201], Finding.NOTE_TOO_LONG),
        (["1", "Lê Văn An", "2018", "", "", "", "dư"], Finding.CELL_LEFT_OVER),
    ],
)
def test_a_line_that_cannot_be_held_is_refused_at_its_place(line, finding):
    (refused,) = read(line)
    assert finding in refused.findings
    assert not refused.is_taken


def test_a_name_alone_is_taken_and_said():
    (an,) = read(["1", "Lê Văn An"])
    assert an.findings == (Finding.NAME_ALONE,)
    assert an.is_taken


def test_the_second_of_two_lines_about_one_person_is_not_taken():
    first, second = read(["1", "Lê Văn An", "2018"], ["2", "LÊ VĂN AN", "2018"])
    assert first.is_taken
    assert second.findings == (Finding.TWICE,)


def test_namesakes_of_one_day_with_other_numbers_are_two_people():
    lines = [["1", "Lê Văn An", "2018", "044218001234"], ["2", "Lê Văn An", "2018", "044218001235"]]
    assert all(each.is_taken for each in read(*lines))


@given(st.lists(st.lists(st.text(max_size=12), max_size=7), max_size=6))
def test_every_line_that_is_not_empty_is_spoken_of(table):
    people = plan(table, TODAY).people
    filled = [at for at, cells in enumerate(table, 1) if any(cell.strip() for cell in cells)]
    assert [each.number for each in people] == filled
