"""What was refused shows how it begins in its file."""

import io
import zipfile

import docx
import pytest
from rustpy_xlsxwriter import write_worksheets

from contest.bank import import_words
from contest.bank.import_child_service import answer_of
from contest.bank.import_models import QuestionImport
from questions.formats.files import Format

WORDS = "Trình bày ý nghĩa của cải cách hành chính"
GIFT = f"::q1::Ai ký?{{=A ~B}}\n\n::q2::{WORDS}{{}}\n"
AIKEN = f"Ai ký?\nA. Xã\nB. Tỉnh\nANSWER: A\n\n{WORDS}\nA. Một\nANSWER: A\n"
CSV = f"Câu hỏi;A;B;Đáp án\nAi ký?;Xã;Tỉnh;A\n{WORDS};Một;;A\n"
MOODLE = (
    '<quiz><question type="category"><category><text>x</text></category></question>'
    f'<question type="essay"><questiontext><text>&lt;p&gt;{WORDS}&lt;/p&gt;</text></questiontext>'
    "</question></quiz>"
)
QTI = (
    '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="a"><itemBody>'
    f'<p>{WORDS}</p><extendedTextInteraction responseIdentifier="R"/></itemBody></assessmentItem>'
)


def word() -> bytes:
    document = docx.Document()
    for text in ("Câu 1. Ai ký?", "A. Xã", "B. Tỉnh", "Đáp án: A", f"Câu 2. {WORDS}", "A. Một"):
        document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def package() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("items/1.xml", QTI)
    return target.getvalue()


def workbook() -> bytes:
    """A second sheet's only row has one option."""
    rows = [{"Câu hỏi": "Ai ký?", "A": "Xã", "B": "Tỉnh", "Đáp án": "A"}]
    refused = [{"Câu hỏi": WORDS, "A": "Một", "B": "", "Đáp án": "A"}]
    target = io.BytesIO()
    write_worksheets([("Đề 1", rows), ("Đề 2", refused)], target)
    return target.getvalue()


FILES = {
    "a.gift": GIFT.encode(),
    "a.csv": CSV.encode(),
    "a.docx": word(),
    "a.xlsx": workbook(),
    "a.xml": MOODLE.encode(),
    "a.zip": package(),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_refused_shows_its_first_words(name):
    (refused,) = answer_of(name, FILES[name])["refused"]
    assert WORDS in refused["params"]["excerpt"]


def test_a_refused_line_shows_itself():
    (refused,) = answer_of("a.aiken", AIKEN.encode())["refused"]
    assert refused["params"]["excerpt"] == "ANSWER: A"


def test_the_page_has_the_words_beside_their_place(app):
    said = {"at": 3, "code": "not-supported", "params": {"kind": "essay", "excerpt": WORDS}}
    one = QuestionImport(format=Format.GIFT, refused=[said, said | {"params": {"kind": "essay"}}])
    with app.test_request_context():
        rows = import_words.refusals(one)
    assert [row[:2] for row in rows] == [("Dòng\u00a03", WORDS), ("Dòng\u00a03", "–")]
