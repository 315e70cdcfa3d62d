"""Papers in tables, and papers that say a question twice."""

from questions.formats import docx
from questions.formats.reading import Code
from questions.model import Kind, LegalBasis
from tests.questions.formats.word_papers import keys, letters, p, read, texts
from tests.questions.formats.word_papers import raw as raw_document

ONE = ("Câu 1: Một?", "A. a", "B. b")
TWO = ("Câu 2: Hai?", "A. a", "B. b")


def test_explanations_that_say_the_question_again_belong_to_it():
    again = ("Câu 1: Một?", "A. a", (("B. b", "red"),), "Lời giải", "Chọn B", "Vì vậy")
    reading = read(*ONE, *TWO, "HẾT", "HƯỚNG DẪN GIẢI CHI TIẾT", *again)
    assert [letters(each) for each in reading.questions] == ["B", ""]
    assert reading.questions[0].explanation == "Vì vậy"


def test_statements_in_a_table_with_crosses():
    rows = [["Phát biểu", "Đúng", "Sai"], ["a) p", "x", ""], ["q", "", "x"]]
    question = read("Câu 1: Xét", [*rows, ["c) r", "x", ""], ["d) s", "", "x"]]).questions[0]
    assert (question.kind, letters(question)) == (Kind.STATEMENTS, "AC")
    assert texts(question) == ["p", "q", "r", "s"]


def test_lines_without_letters_of_which_one_stands_out():
    question = read(
        "Câu 1: x?",
        "một",
        (
            "hai",
            ("", "red"),
        ),
        (("ba", "red"),),
    ).questions[0]
    assert (texts(question), letters(question)) == (["một", "hai", "ba"], "C")


def test_a_table_of_questions_without_a_head():
    rows = [["1", "Một?", "A. a\nB. b", "A"], ["2.", "Hai?", "A. a\nB. b", "B"]]
    assert keys(rows) == ["A", "B"]
    assert keys([[row[0], f"{row[1]}\n{row[2]}", row[3]] for row in rows]) == ["A", "B"]


def test_a_table_for_each_question():
    rows = [["Câu 1", "Một?"], ["A", "a"], ["B", "b"], ["Đáp án", "B"]]
    assert keys(rows, [["Câu 2", "Hai?"], *rows[1:3], ["Đáp án", "A"]]) == ["B", "A"]


def test_the_keys_of_the_paper_with_its_own_code():
    rows = [["Câu", "101", "102"], ["1", "A", "B"], ["2", "B", "A"]]
    assert keys("Mã đề thi 102", *ONE, *TWO, rows) == ["B", "A"]
    assert keys(*ONE, *TWO, rows) == ["", ""]


def test_a_row_of_one_cell_is_the_topic_of_those_below():
    head = "".join(cell(text) for text in ("STT", "Câu hỏi", "A", "B", "Đáp án"))
    topic = cell("Luật Cán bộ", '<w:gridSpan w:val="5"/>')
    one = "".join(cell(text) for text in ("1", "Một?", "a", "b", "A"))
    table = "".join(f"<w:tr>{row}</w:tr>" for row in (head, topic, one))
    question = docx.read(raw_document(f"<w:tbl>{table}</w:tbl>")).questions[0]
    assert (question.topic, letters(question)) == ("Luật Cán bộ", "A")


def test_a_head_of_two_rows():
    rows = (
        cell("TT")
        + cell("Câu hỏi")
        + cell("Phương án", '<w:gridSpan w:val="2"/>')
        + cell("Đáp án"),
        cell("", "<w:vMerge/>") * 2 + cell("A") + cell("B") + cell("", "<w:vMerge/>"),
        "".join(cell(text) for text in ("1", "Một?", "a", "b", "B")),
    )
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    assert letters(docx.read(raw_document(f"<w:tbl>{table}</w:tbl>")).questions[0]) == "B"


def cell(text, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def test_a_table_that_goes_on_without_a_head():
    rows = [["STT", "Câu hỏi", "Phương án", "Đáp án"], ["1", "Một?", "a\nb", "a"]]
    assert keys(rows, "", [["2", "Hai?", "a\nb", "b"]]) == ["A", "B"]


def test_columns_of_a_bank_become_fields():
    head = ["Mã", "Câu hỏi", "A", "B", "Đáp án", "Giải thích", "Căn cứ", "Điều khoản", "Từ ngày"]
    row = ["x-1", "Một?", "A. a", "b", "1", "Vì thế", "Luật X", "Điều 3", "01/07/2025"]
    question = read([head, row]).questions[0]
    assert (question.code, texts(question), letters(question)) == ("x-1", ["a", "b"], "A")
    assert (question.explanation, question.basis) == ("Vì thế", (LegalBasis("Luật X", "Điều 3"),))
    assert question.valid_from.month == 7


def test_a_row_without_a_question_is_said():
    rows = [
        ["STT", "Câu hỏi", "A", "B", "Đáp án"],
        ["1", "Một?", "a", "b", "A"],
        ["2", "", "c", "d", "A"],
    ]
    reading = read(rows)
    assert [each.code for each in reading.findings] == [Code.TEXT_LEFT_OUT]


def test_a_table_of_figures_stays_in_the_words_of_its_question():
    question = read("Câu 1: Xem bảng", [["Năm", "Số"], ["2024", "5"]], "A. a", "B. b").questions[0]
    assert question.stem == "Xem bảng\nNăm | Số\n2024 | 5"
