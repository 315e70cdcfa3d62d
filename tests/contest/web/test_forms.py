import re
import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import wtforms
from werkzeug.datastructures import MultiDict
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from contest.web import forms, messages
from contest.web.govuk import problems
from tests.contest.web.kitchen import KitchenForm


class Sample(forms.Form):
    name = forms.NameField(validators=[InputRequired()])
    born = forms.BirthField(validators=[Optional()])
    opens_at = forms.DateTimeLocalField(validators=[Optional()])
    notes = forms.LongTextField(validators=[Length(max=30)], filters=[lambda text: text or None])


def sample(**typed):
    data = MultiDict([(key, each) for key, value in typed.items() for each in listed(value)])
    return Sample(data, meta={"csrf": False})


def listed(value):
    return value if isinstance(value, list) else [value]


def error_of(form, name):
    form.validate()
    return str(form[name].errors[0])


def test_a_name_is_kept_in_nfc(page):
    assert sample(name=" Lê  Thị\u0300 " + unicodedata.normalize("NFD", "Diễm")).name.data == (
        unicodedata.normalize("NFC", "Lê Thị\u0300 Diễm")
    )


def test_a_nul_is_refused_with_a_sentence(page):
    assert error_of(sample(name="A\0B"), "name").startswith("Nội dung có ký tự không dùng được")


def test_lines_of_a_long_text_are_kept(page):
    assert sample(notes="một\r\nhai").notes.data == "một\nhai"


def test_a_fields_own_filters_still_run(page):
    assert sample(notes="").notes.data is None


def test_a_required_field_asks_in_vietnamese(page):
    assert error_of(sample(), "name") == messages.REQUIRED


def test_a_day_is_explained_by_one_of_our_time(page):
    assert "1 tháng 7 năm 2026" in str(forms.DayField.refusal)


def test_a_number_of_hundreds_of_digits_is_refused_in_words(page):
    class Counted(forms.Form):
        count = forms.WholeNumberField(validators=[NumberRange(1, 9)])

    form = Counted(MultiDict({"count": "9" * 400}), meta={"csrf": False})
    assert error_of(form, "count") == messages.VIETNAMESE["Not a valid integer value."]


def test_a_limit_of_a_library_is_told_in_vietnamese(page):
    assert error_of(sample(notes="x" * 31), "notes") == "Vui lòng nhập không quá 30 ký tự."


def test_english_is_spoken_to_who_chose_it(kitchen):
    with kitchen.test_request_context("/", headers={"Cookie": "language=en"}):
        assert error_of(sample(), "name") == "This field is required."


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["27", "3", "1965"], date(1965, 3, 27)),
        (["27/3/1965"], date(1965, 3, 27)),
        (["", "", "1965"], 1965),
        (["1965"], 1965),
        (["", "", ""], None),
    ],
)
def test_a_birth_is_a_day_or_a_year(page, typed, expected):
    assert sample(born=typed).born.data == expected


def test_a_refused_day_stands_in_its_boxes(page):
    form = sample(born=["31", "2", "1960"])
    assert (form.validate(), form.born.typed_parts()) == (False, ["31", "2", "1960"])


def test_a_stored_moment_is_shown_in_vietnams_hours(page):
    form = Sample(None, opens_at=datetime(2026, 11, 24, 7, 30, tzinfo=UTC))
    assert form.opens_at.typed_parts() == ["24/11/2026", "14:30"]


def test_what_is_shown_is_understood_again(page):
    moment = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
    shown = Sample(None, opens_at=moment).opens_at.typed_parts()
    assert sample(opens_at=shown).opens_at.data == moment


def test_every_message_of_the_kitchen_has_its_field(page):
    form = KitchenForm(MultiDict({"minutes": "hai", "place": "1"}), meta={"csrf": False})
    form.validate()
    assert {each.control_id for each in problems(form)} == {
        "name", "born-1", "opens_at-1", "audience", "minutes",
    }  # fmt: skip


def test_a_forged_form_is_shown_again_with_what_was_typed(visitor):
    answer = visitor.post("/", data={"name": "Nguyễn Thị Diễm", "csrf_token": "forged"})
    assert answer.status_code == 422
    assert "Trang này đã mở quá lâu" in answer.text
    assert 'value="Nguyễn Thị Diễm"' in answer.text


def test_a_password_is_never_sent_back(visitor):
    assert "hunter2" not in visitor.post("/", data={"password": "hunter2"}).text


def test_a_number_that_is_none_is_kept_as_typed(visitor):
    assert 'value="hai"' in visitor.post("/", data={"minutes": "hai"}).text


def test_every_message_of_wtforms_has_its_vietnamese():
    """Read from its own catalogue of messages, so that a new version cannot slip one in."""
    catalogue = Path(wtforms.__file__).parent / "locale" / "wtforms.pot"
    known = re.findall(r'^msgid "(.+)"$', catalogue.read_text("utf-8"), re.MULTILINE)
    assert not [each for each in known if each not in messages.VIETNAMESE and "CSRF" not in each]
