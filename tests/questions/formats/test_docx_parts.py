"""The small rules that the reader of Word documents is made of."""

import pytest

from questions.formats import docx
from questions.formats.reading import Code
from questions.formats.word.answers import answer_of
from questions.formats.word.basis import split_basis
from questions.formats.word.numbering import number_text
from questions.formats.word.rich import colour_name
from tests.questions.builders import PNG
from tests.questions.formats.word_papers import keys, p, part, raw, read

ONE = ("Câu 1: Một?", "A. a", "B. b", "C. c")


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        *((3, "decimal", "3"), (3, "decimalZero", "03"), (28, "upperLetter", "BB")),
        *((2, "lowerLetter", "b"), (1994, "upperRoman", "MCMXCIV"), (4, "lowerRoman", "iv")),
        *((3, "none", ""), (3, "bullet", ""), (0, "decimal", "0"), (0, "none", "")),
        *((12_345, "upperRoman", "12345"), (3, "chineseCounting", "3")),
    ],
)
def test_a_number_is_written_as_its_list_says(number, form, expected):
    assert number_text(number, form) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Điều 14 Nghị định số 118/2025/NĐ-CP", ("Nghị định số 118/2025/NĐ-CP", "Điều 14")),
        ("khoản 2, Điều 3 của Luật Cán bộ", ("Luật Cán bộ", "khoản 2, Điều 3")),
        ("Nghị định số 118/2025/NĐ-CP, Điều 14.", ("Nghị định số 118/2025/NĐ-CP", "Điều 14")),
        ("Quyết định 468/QĐ-TTg (Điều 3)", ("Quyết định 468/QĐ-TTg", "Điều 3")),
        ("Luật Cán bộ, công chức", ("Luật Cán bộ, công chức", "")),
        ("Điều 3 và nhiều điều khác", ("Điều 3 và nhiều điều khác", "")),
        ("x" * 700, ("x" * 700, "")),
    ],
)
def test_a_basis_is_a_document_and_the_place_in_it(text, expected):
    assert split_basis(text) == expected


@pytest.mark.parametrize(
    ("key", "positions", "rest"),
    [
        *(("B", {1}, ""), ("b.", {1}, ""), ("A, C", {0, 2}, ""), ("A và C", {0, 2}, "")),
        *(("ABC", {0, 1, 2}, ""), ("2", {1}, ""), ("1, 3", {0, 2}, "")),
        *(
            ("B. Vì luật", {1}, "Vì luật"),
            ("B vì luật", {1}, "vì luật"),
            ("B (Điều 3)", {1}, "(Điều 3)"),
        ),
        *(("Cán bộ", (), ""), ("A Lưới là huyện", (), ""), ("", (), ""), ("Z", (), "")),
    ],
)
def test_a_key_names_options(key, positions, rest):
    answer = answer_of(key)
    assert (answer.positions, answer.rest) == (frozenset(positions), rest)


@pytest.mark.parametrize(
    ("key", "truths"),
    [
        *(("ĐSĐS", (True, False, True, False)), ("DSDS", (True, False, True, False))),
        *(("Đúng, Sai", (True, False)), ("a) Đ b) S", (True, False)), ("Sai", (False,))),
        *(("Đà Nẵng", ()), ("Số 5", ())),
    ],
)
def test_a_key_tells_what_is_true(key, truths):
    assert answer_of(key).truths == truths


@pytest.mark.parametrize(
    ("value", "name"),
    [
        *(("FF0000", "red"), ("C00000", "red"), ("FFC000", "orange"), ("FFFF00", "yellow")),
        *(("00B050", "green"), ("00B0F0", "cyan"), ("0000FF", "blue"), ("7030A0", "purple")),
        *(("000000", ""), ("404040", ""), ("FFFFFF", ""), ("808080", ""), ("auto", "")),
    ],
)
def test_colours_have_families(value, name):
    assert colour_name(value) == name


@pytest.mark.parametrize(
    "lines",
    [
        (*ONE, "Đáp án", "B"),
        (*ONE, "Đáp án:", "B."),
        (*ONE, "=> Đáp án B"),
        (*ONE, "Chọn B."),
        (*ONE, "ĐA: B"),
        (*ONE, "Answer: B"),
        (*ONE, "Đáp án: b"),
        (*ONE, "Đáp án: 2"),
        ("Câu 1: Một?", "A. a", "B. b", "C. c\tĐáp án: B"),
        ("Câu 1: Một?", "A. a", "[x] B. b", "C. c"),
        ("Câu 1: Một?", "A. a", "B. *b", "C. c"),
        ("Câu 1: Một?", "A. a", "B. b ✓", "C. c"),
        ("Câu 1: Một?", "A. a", "B. b [x]", "C. c"),
        ("Câu 1", "Một?", "A. a", "B. b", "Đáp án: B"),
        ("Câu hỏi: Một?", "A. a", "B. b", "Đáp án: B"),
        ("Bài 1. Một?", "A. a", "B. b", "Đáp án: B"),
        ("Câu 1. Một?", "1. một", "2. hai", "Đáp án: 2"),
    ],
)
def test_keys_are_written_in_many_ways(lines):
    assert keys(*lines) == ["B"]


def test_an_option_goes_on_below():
    first = read("Câu 1: x", "A. a", "nữa", "B. b", "& còn nữa").questions[0]
    assert [each.text for each in first.options] == ["a\nnữa", "b\n& còn nữa"]


def test_a_number_that_was_written_otherwise_is_a_question_all_the_same():
    lines = (*ONE, "2. Hai?", "A. a", "B. b", "Câu 3: Ba?", "A. a", "B. b")
    assert [each.stem for each in read(*lines).questions] == ["Một?", "Hai?", "Ba?"]


def test_what_a_field_does_not_say_clearly_is_told():
    lines = (*ONE, "Mức độ: vô cùng", "Hiệu lực: mãi mãi", "Loại câu hỏi: lạ")
    told = [each.params["text"] for each in read(*lines).findings]
    assert told == ["mãi mãi", "lạ", "vô cùng"]


def test_days_that_are_none_are_told():
    reading = read(*ONE, "Hiệu lực: từ 30/02/2026 đến 31/12/2026")
    assert reading.questions[0].valid_from is None
    assert reading.questions[0].valid_to.day == 31


def test_a_topic_above_questions_is_theirs():
    lines = ("Chủ đề: Một cửa", *ONE, "Chủ đề: Cán bộ", "Câu 2: Hai?", "A. a", "B. b")
    assert [each.topic for each in read(*lines).questions] == ["Một cửa", "Cán bộ"]


def test_a_picture_outside_of_questions_is_told():
    blip = '<w:r><w:drawing><a:blip r:embed="none"/></w:drawing></w:r>'
    body = p("Câu 1. x") + p("A. a") + p("B. b") + p(blip)
    codes = [each.code.value for each in docx.read(raw(body)).findings]
    assert codes == ["text-left-out", "picture-left-out"]


def test_levels_of_lists_count_by_themselves():
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'
        for at, text, more in ((0, "%1.", ""), (1, "%1.%2)", "<w:isLgl/>"), (2, "%3)", ""))
    )
    lists = part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )

    def line(text, at):
        return p(text, properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="1"/></w:numPr>')

    body = line("Cho", 0) + line("một", 1) + line("hai", 1) + p("A. a") + p("B. b") + line("Hai", 0)
    content = raw(body + p("A. a") + p("B. b"), parts={"word/numbering.xml": lists})
    assert [each.stem for each in docx.read(content).questions] == [
        "Cho\n1.1) một\n1.2) hai",
        "Hai",
    ]


def test_letters_that_run_on_behind_another_lists_number_are_the_next_questions():
    lists = part(
        "numbering",
        "".join(
            f'<w:abstractNum w:abstractNumId="{at}"><w:lvl w:ilvl="0"><w:numFmt w:val="{form}"/>'
            '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
            for at, form in ((0, "decimal"), (1, "upperLetter"))
        )
        + "".join(
            f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at in (0, 1)
        ),
    )

    def line(text, of):
        return p(text, properties=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{of}"/></w:numPr>')

    body = line("Một?", 1) + line("a", 2) + line("b", 2) + line("Hai?", 1) + line("c", 2)
    content = raw(body + line("d", 2) + p("1B 2A"), parts={"word/numbering.xml": lists})
    found = docx.read(content).questions
    assert [(each.stem, [option.is_right for option in each.options]) for each in found] == [
        ("Một?", [False, True]),
        ("Hai?", [True, False]),
    ]


def test_the_letters_beside_which_others_stand_small_are_kept():
    small, base = (f"<w:r><w:t>{words}</w:t></w:r>" for words in ("nhỏ", "Ai?"))
    both = f"<w:rt>{small}</w:rt><w:rubyBase>{base}</w:rubyBase>"
    ruby = f"<w:r><w:ruby>{both}</w:ruby></w:r>"
    body = f"<w:p><w:r><w:t>Câu 1. </w:t></w:r>{ruby}</w:p>" + p("A. a") + p("B. b")
    assert docx.read(raw(body)).questions[0].stem == "Ai?"


def test_what_stands_in_another_file_within_the_document_is_said():
    body = p("Câu 1. Ai?") + p("A. a") + p("B. b") + '<w:altChunk r:id="x"/>'
    findings = docx.read(raw(body)).findings
    assert (Code.MARKUP_LEFT_OUT, {"markup": "altChunk"}) in [
        (each.code, each.params) for each in findings
    ]


@pytest.mark.parametrize(
    ("words", "is_said"),
    [("Đáp án: 1B 2A", True), ("Câu 9. Ở đâu?", True), ("Mã đề 101 – Trang 1/4", False)],
)
def test_a_question_or_a_key_on_the_edge_of_the_pages_is_said(words, is_said):
    header = part("hdr", p(words))
    body = p("Câu 1. Ai?") + p("A. a") + p("B. b")
    findings = docx.read(raw(body, parts={"word/header1.xml": header})).findings
    assert (Code.TEXT_LEFT_OUT in [each.code for each in findings]) is is_said


def test_a_remark_behind_a_key_can_be_its_basis():
    question = read(*ONE, "Đáp án: B (Khoản 2 Điều 14 Nghị định 118; Điều 3 Luật X)").questions[0]
    assert [(each.document, each.article) for each in question.basis] == [
        ("Nghị định 118", "Khoản 2 Điều 14"),
        ("Luật X", "Điều 3"),
    ]
    assert question.explanation == ""


def test_a_ninth_option_is_no_part():
    options = [f"{letter}. {letter}" for letter in "ABCDEFGHI"]
    reading = read(*ONE, "Câu 2: x", *options)
    assert [dict(each.params) for each in reading.refused] == [{"count": 9}]


def test_a_picture_that_belongs_to_no_question_is_told():
    media = {"word/media/a.png": PNG}
    relation = '<Relationship Id="rId9" Type="image" Target="media/a.png"/>'
    blip = '<w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r>'
    body = p("Câu 1. x") + p("A. a") + p("B. b") + p(blip)
    found = docx.read(raw(body, relation, media)).findings
    assert [dict(each.params) for each in found] == [{"why": "picture-outside"}]


@pytest.mark.parametrize("words", ["f(x)", "g (x)", "công suất(S)", "hàm [0;x]"])
def test_brackets_of_formulas_are_no_key(words):
    question = read("Câu 1: x", "A. a", f"B. {words}").questions[0]
    assert (question.options[1].text, question.right_positions) == (words, frozenset())
