from datetime import date

import pytest

from questions.formats.csv_table import read, write
from questions.formats.reading import Code
from questions.formats.table_header import Field, header_of
from questions.model import Difficulty, Kind, LegalBasis, Option
from tests.questions.builders import build_question

HEADER = ["Câu hỏi", "A", "B", "C", "D", "Đáp án"]
ROW = ["Hỏi?", "một", "hai", "ba", "bốn", "B"]


def table(*rows: list[str]) -> bytes:
    quoted = (",".join(f'"{cell}"' for cell in row) for row in rows)
    return "\n".join(quoted).encode()


def with_column(heading: str, cell: str):
    return read(table([*HEADER, heading], [*ROW, cell]))


def with_key(key: str, *options: str, kind: str = ""):
    """What a key means among the options."""
    signs = "ABCDEFGH"[: len(options)]
    reading = read(table(["Câu hỏi", *signs, "Đáp án", "Loại"], ["Hỏi?", *options, key, kind]))
    (question,) = reading.questions
    found = [(each.code, dict(each.params)) for each in reading.findings]
    return question.kind, sorted(question.right_positions), found


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("STT", Field.NUMBER),
        ("Nội dung câu hỏi", Field.STEM),
        ("CÂU HỎI", Field.STEM),
        ("Question - max 120 characters", Field.STEM),
        ("Phương án trả lời", Field.OPTIONS),
        ("Đáp án", Field.KEY),
        ("Đáp án đúng (A/B/C/D)", Field.KEY),
        ("Correct answer(s)", Field.KEY),
        ("Căn cứ pháp lý", Field.DOCUMENT),
        ("Điều, khoản", Field.ARTICLE),
        ("Hạng mục", Field.TOPIC),
        ("Mức độ", Field.DIFFICULTY),
        ("Hiệu lực từ ngày", Field.VALID_FROM),
        ("A", 0),
        ("Đáp án D", 3),
        ("Phương án 2", 1),
        ("Lựa chọn  C.", 2),
        ("Answer1", 0),
        ("Option H", 7),
    ],
)
def test_headings_are_understood(heading, meaning):
    header = header_of({4: heading})
    found = {**header.fields, **header.options}
    assert found == {meaning: 4}


@pytest.mark.parametrize("heading", ["", "Ghi chú", "Thời gian", "x" * 200])
def test_other_headings_are_not(heading):
    header = header_of({4: heading})
    assert (header.fields, header.options) == ({}, {})


def test_a_question_is_read_with_all_its_fields():
    row = {
        "Mã": "a-1",
        "Chủ đề": "Một cửa",
        "Mức độ": "VD",
        "Đối tượng": "Cán bộ; Nhân dân",
        "Lời giải": "Vì vậy.",
        "Văn bản": "Nghị định 118",
        "Điều khoản": "Điều 14",
        "Hiệu lực từ": "1/7/2025",
        "Hiệu lực đến": "2026-12-31",
        "Nguồn": "Sở",
    }
    (question,) = read(table([*HEADER, *row], [*ROW, *row.values()])).questions
    assert question == build_question(
        code="a-1",
        stem="Hỏi?",
        options=(Option("một"), Option("hai", True), Option("ba"), Option("bốn")),
        topic="Một cửa",
        difficulty=Difficulty.HARD,
        audiences=frozenset({"Cán bộ", "Nhân dân"}),
        explanation="Vì vậy.",
        basis=(LegalBasis("Nghị định 118", "Điều 14"),),
        valid_from=date(2025, 7, 1),
        valid_to=date(2026, 12, 31),
        source="Sở",
    )


@pytest.mark.parametrize(
    ("key", "right"),
    [
        ("B", [1]),
        ("b.", [1]),
        ("Đáp án B", [1]),
        ("B. hai", [1]),
        ("2", [1]),
        ("hai", [1]),
        ("HAI.", [1]),
        ("A, C", [0, 2]),
        ("AC", [0, 2]),
        ("a;c", [0, 2]),
        ("1,3", [0, 2]),
        ("một; ba", [0, 2]),
        ("", []),
    ],
)
def test_a_key_may_be_written_in_many_ways(key, right):
    _, found, findings = with_key(key, "một", "hai", "ba")
    assert (found, findings) == (right, [])


@pytest.mark.parametrize(
    ("key", "options", "finding"),
    [
        ("D", ("một", "hai"), (Code.KEY_NOT_AN_OPTION, {"key": "D"})),
        ("bốn", ("một", "hai"), (Code.KEY_NOT_AN_OPTION, {"key": "bốn"})),
        ("9", ("một", "hai"), (Code.KEY_NOT_AN_OPTION, {"key": "9"})),
        ("AA", ("một", "hai"), (Code.KEY_NOT_AN_OPTION, {"key": "AA"})),
        ("A" * 300, ("một", "hai"), (Code.KEY_NOT_AN_OPTION, {"key": "A" * 60 + "…"})),
        ("x;y", ("một", "hai"), (Code.KEY_NOT_AN_OPTION, {"key": "x;y"})),
        ("A. hai", ("một", "hai"), (Code.KEYS_DIFFER, {"key": "A", "other": "B"})),
        ("A. khác", ("một", "hai"), (Code.KEYS_DIFFER, {"key": "A", "other": "khác"})),
        ("2", ("2", "3", "5"), (Code.KEYS_DIFFER, {"key": "2", "other": "A"})),
    ],
)
def test_a_key_that_is_no_option_or_two_is_said(key, options, finding):
    _, right, findings = with_key(key, *options)
    assert (right, findings) == ([], [finding])


def test_words_after_the_letter_are_named():
    _, right, findings = with_key("B (Điều 5)", "một", "hai")
    assert (right, findings) == ([1], [(Code.TEXT_LEFT_OUT, {"text": "(Điều 5)"})])


def test_an_option_that_spells_letters_is_meant_by_its_word():
    assert with_key("BAD", "GOOD", "BAD", "x", "y")[1] == [1]


@pytest.mark.parametrize(
    ("key", "options", "kind", "expected"),
    [
        ("A", ("một", "hai"), "", Kind.SINGLE),
        ("A, B", ("một", "hai"), "", Kind.SEVERAL),
        ("A", ("một", "hai"), "Nhiều đáp án", Kind.SEVERAL),
        ("A, B", ("một", "hai"), "Trắc nghiệm", Kind.SEVERAL),
        ("Sai", ("Đúng", "Sai"), "", Kind.TRUE_FALSE),
        ("S", ("Đúng", "Sai"), "", Kind.TRUE_FALSE),
        ("A", ("Có", "Không"), "Đúng/Sai", Kind.TRUE_FALSE),
        ("Đ, S, S, Đ", ("a", "b", "c", "d"), "", Kind.STATEMENTS),
        ("ĐSSĐ", ("a", "b", "c", "d"), "Đúng/sai 4 ý", Kind.STATEMENTS),
        ("A, D", ("a", "b", "c", "d"), "Đúng/sai 4 ý", Kind.STATEMENTS),
    ],
)
def test_the_kind_is_told_or_seen(key, options, kind, expected):
    found, _, findings = with_key(key, *options, kind=kind)
    assert (found, findings) == (expected, [])


def test_statements_are_true_one_by_one():
    assert with_key("Đ S S Đ", "a", "b", "c", "d")[1] == [0, 3]


def test_true_or_false_needs_no_options():
    (question,) = read(table(["Câu hỏi", "Đáp án"], ["Trời xanh.", "Sai"])).questions
    assert question.kind is Kind.TRUE_FALSE
    assert question.options == (Option("Đúng", stays=True), Option("Sai", True, True))


@pytest.mark.parametrize(
    "cell",
    [
        "A. một\nB. hai\nC. ba",
        "a) một\nb) hai\nc) ba",
        "một\n\nhai\nba",
        "A. một B. hai C. ba",
        "A. một; B. hai; C. ba",
    ],
)
def test_one_cell_may_hold_the_options(cell):
    (question,) = read(table(["Câu hỏi", "Phương án", "Đáp án"], ["Hỏi?", cell, "C"])).questions
    assert [each.text for each in question.options] == ["một", "hai", "ba"]
    assert question.right_positions == {2}


def test_an_option_may_go_on_in_the_next_line():
    cell = "A. một\nhai\nB. ba"
    (question,) = read(table(["Câu hỏi", "Phương án", "Đáp án"], ["Hỏi?", cell, "B"])).questions
    assert [each.text for each in question.options] == ["một\nhai", "ba"]


def test_an_empty_column_between_options_does_not_move_the_key():
    (question,) = read(table(HEADER, ["Hỏi?", "một", "hai", "", "bốn", "D"])).questions
    assert [(each.text, each.is_right) for each in question.options][-1] == ("bốn", True)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["Phần I", "", "", "", "", ""], Code.TOO_FEW_OPTIONS),
        (["Hỏi?", "một", "", "", "", "A"], Code.TOO_FEW_OPTIONS),
        (["", "một", "hai", "", "", "A"], Code.NO_STEM),
        (["Hỏi\x07?", "một", "hai", "", "", "A"], Code.BAD_TEXT),
    ],
)
def test_a_row_that_is_no_question_is_refused(row, code):
    reading = read(table(HEADER, ROW, row, ROW))
    assert [(each.at, each.code) for each in reading.refused] == [(3, code)]
    assert len(reading.items) == 2


def test_a_header_may_take_two_rows():
    first = ["STT", "Câu hỏi", "Phương án", "", "Đáp án"]
    reading = read(table(first, ["", "", "A", "B", ""], ["1", "Hỏi?", "một", "hai", "B"]))
    assert [sorted(each.right_positions) for each in reading.questions] == [[1]]
    assert (reading.findings, reading.refused) == ((), ())


@pytest.mark.parametrize("headings", [["Đáp án", "Đáp án đúng"], ["Đáp án đúng", "Đáp án"]])
def test_answers_beside_the_right_answer_are_the_options(headings):
    cells = {"Đáp án": "A. một\nB. hai", "Đáp án đúng": "B"}
    row = ["Hỏi?", *(cells[each] for each in headings)]
    (question,) = read(table(["Câu hỏi", *headings], row)).questions
    assert [(each.text, each.is_right) for each in question.options] == [
        ("một", False),
        ("hai", True),
    ]


def test_of_two_columns_for_the_question_the_longer_is_it():
    reading = read(table(["Câu hỏi", "Nội dung", "A", "B"], ["Câu 1", "Hỏi gì?", "một", "hai"]))
    assert [each.stem for each in reading.questions] == ["Hỏi gì?"]
    assert [dict(each.params) for each in reading.findings] == [{"field": "Câu hỏi"}]


def test_a_column_of_questions_may_be_called_cau():
    (question,) = read(table(["Câu", "A", "B", "Đáp án"], ["Hỏi?", "một", "hai", "B"])).questions
    assert question.stem == "Hỏi?"


def test_true_and_false_stay_unless_it_is_said_that_none_does():
    header = ["Câu hỏi", "Đáp án", "Giữ nguyên vị trí"]
    (question,) = read(table(header, ["Trời xanh.", "Sai", "–"])).questions
    assert not any(option.stays for option in question.options)


def test_eight_options_may_stand_in_one_line():
    cell = " ".join(f"{sign}. {sign.lower()}" for sign in "ABCDEFGH")
    (question,) = read(table(["Câu hỏi", "Phương án", "Đáp án"], ["Hỏi?", cell, "H"])).questions
    assert question.right_positions == {7}


def test_words_before_the_first_letter_make_the_line_one_option():
    reading = read(table(["Câu hỏi", "Phương án"], ["Hỏi?", "chọn A. một B. hai"]))
    assert [each.code for each in reading.refused] == [Code.TOO_FEW_OPTIONS]


@pytest.mark.parametrize("count", [30, 400])
def test_too_many_options_are_refused(count):
    cell = "\n".join(str(each) for each in range(count))
    reading = read(table(["Câu hỏi", "Phương án"], ["Hỏi?", cell]))
    assert [each.code for each in reading.refused] == [Code.TOO_MANY_OPTIONS]


def test_empty_rows_numbers_alone_and_repeated_headers_say_nothing():
    header = ["STT", *HEADER]
    reading = read(table(header, ["1", *ROW], ["2", *[""] * 6], [""], header, ["3", *ROW]))
    assert [each.at for each in reading.items] == [2, 6]
    assert (reading.findings, reading.refused) == ((), ())


def test_titles_and_unknown_columns_are_named():
    reading = read(table(["Bộ câu hỏi"], [*HEADER, "Ghi chú", ""], [*ROW, "x", "y"]))
    assert [(each.at, each.code, dict(each.params)) for each in reading.findings] == [
        (1, Code.TEXT_LEFT_OUT, {"text": "Bộ câu hỏi"}),
        (2, Code.FIELD_LEFT_OUT, {"field": "Ghi chú"}),
        (2, Code.FIELD_LEFT_OUT, {"field": "H"}),
    ]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Mức độ", "rất lạ"),
        ("Loại câu", "tự luận"),
        ("Hiệu lực từ", "tháng 7"),
        ("Hiệu lực từ", "31/02/2026"),
        ("Giữ nguyên vị trí", "H"),
    ],
)
def test_a_cell_that_is_not_understood_is_named(heading, cell):
    reading = with_column(heading, cell)
    (finding,) = reading.findings
    assert (finding.at, dict(finding.params)) == (2, {"field": heading})


def test_several_documents_stand_in_lines_with_their_articles():
    columns = [*HEADER, "Văn bản", "Điều khoản"]
    (question,) = read(table(columns, [*ROW, "Luật A\nLuật B", "–\nĐiều 5"])).questions
    assert question.basis == (LegalBasis("Luật A"), LegalBasis("Luật B", "Điều 5"))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"stem": ""}, Code.NO_STEM),
        ({"stem": "x" * 40_000}, Code.SYNTAX),
        ({"options": (Option("a", True), Option(""))}, Code.SYNTAX),
        ({"options": (Option("a", True),)}, Code.TOO_FEW_OPTIONS),
        ({"options": (Option("a", True),) * 9}, Code.TOO_MANY_OPTIONS),
        ({"source": "\x00"}, Code.BAD_TEXT),
    ],
)
def test_what_no_table_holds_is_not_written(given, expected):
    written = write([build_question(**given)])
    assert [each.code for each in written.left_out] == [expected]
    assert read(written.content).items == ()
