"""What Word's XML says: numbers of its own, changes, fields, formulas, pictures, boxes."""

import io
import zipfile

import pytest

from questions.formats import docx
from questions.formats.reading import Code
from questions.pictures import Picture
from tests.questions.builders import PNG
from tests.questions.formats.word_papers import letters, p, part, question, r, raw, texts

PICTURE = Picture("image/png", PNG + b"x")
MEDIA = '<Relationship Id="rId9" Type="image" Target="media/{}"/>'


def level(number, form, text, more=""):
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def numbering(*levels, more=""):
    return part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}',
    )


def numbered(text, at=0, num=1):
    of = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr>'
    return p(text, properties=of)


LEVELS = (level(0, "decimal", "Câu %1."), level(1, "upperLetter", "%2."))
LISTS = {"word/numbering.xml": numbering(*LEVELS)}


def stem(*runs):
    return docx.read(raw(question(*runs))).questions[0].stem


def findings(*runs, **given):
    reading = docx.read(raw(question(*runs), **given))
    return [(each.at, each.code, dict(each.params)) for each in reading.findings]


def test_numbers_that_word_writes_are_labels():
    lines = [("Một?", 0), ("a", 1), ("b", 1), ("Hai?", 0), ("c", 1), ("d", 1)]
    body = "".join(numbered(*line) for line in lines) + p("1-B 2-A")
    first, second = docx.read(raw(body, parts=LISTS)).questions
    assert (first.stem, texts(first), letters(first)) == ("Một?", ["a", "b"], "B")
    assert (second.stem, texts(second), letters(second)) == ("Hai?", ["c", "d"], "A")


def test_a_list_that_starts_anew_counts_from_its_own_start():
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    parts = {"word/numbering.xml": numbering(*LEVELS, more=again)}
    body = numbered("Một?") + p("A. a") + p("B. b") + numbered("Năm?", num=2) + p("A. a")
    reading = docx.read(raw(body + p("B. b") + p("1A 5B"), parts=parts))
    assert [letters(each) for each in reading.questions] == ["A", "B"]


def test_a_style_can_number_paragraphs():
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:pPr><w:numPr>'
        '<w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="Base"/></w:style>',
    )
    own = '<w:pStyle w:val="Own"/>'
    body = p("Câu 1. x") + p("a", properties=own) + p("b", properties=own)
    reading = docx.read(raw(body, parts={**LISTS, "word/styles.xml": styles}))
    assert texts(reading.questions[0]) == ["a", "b"]


def test_the_mark_of_a_paragraphs_end_is_that_of_its_number():
    number = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    red = f'{number}<w:rPr><w:color w:val="C00000"/></w:rPr>'
    body = numbered("Một?") + numbered("a", 1) + p("b", properties=red)
    assert letters(docx.read(raw(body, parts=LISTS)).questions[0]) == "B"


def test_marks_of_styles_count():
    styles = part(
        "styles",
        '<w:style w:type="character" w:styleId="Right"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Key"><w:basedOn w:val="Right"/></w:style>',
    )
    body = p("Câu 1. x") + p("A. a") + p(r("B. b", '<w:rStyle w:val="Key"/>'))
    found = docx.read(raw(body, parts={"word/styles.xml": styles})).questions[0]
    assert letters(found) == "B"


@pytest.mark.parametrize(
    "look",
    ['<w:color w:val="000000"/>', '<w:b w:val="0"/>', '<w:u w:val="none"/>', "<w:i/>"],
)
def test_what_is_no_mark_tells_nothing(look):
    body = p("Câu 1. x") + p("A. a") + p(r("B. b", look))
    assert letters(docx.read(raw(body)).questions[0]) == ""


def test_changes_are_read_as_word_shows_them():
    deleted = "<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>"
    assert stem("mới", deleted, f"<w:ins>{r(' thêm')}</w:ins>") == "mới thêm"


def test_links_fields_and_controls_are_read_as_they_are_seen():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        '<w:r><w:t>DATE</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{r('hôm nay')}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    control = f"<w:sdt><w:sdtContent>{r(' ba')}</w:sdtContent></w:sdt>"
    assert stem(f"<w:hyperlink>{r('một ')}</w:hyperlink>", field, control) == "một hôm nay ba"


def test_one_of_two_alternatives_is_read():
    both = (
        "<w:r><mc:AlternateContent><mc:Choice><w:t>mới</w:t></mc:Choice>"
        "<mc:Fallback><w:t>cũ</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert stem(both) == "mới"


def test_raised_and_lowered_letters_are_kept():
    raised, lowered = ('<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>')
    assert stem("m", r("2", raised), " H", r("2", lowered), "O") == "m² H₂O"
    assert stem("x", r("n", raised), r("Đ", raised)) == "x^(nĐ)"
    assert findings("x", r("Đ", raised)) == [(1, Code.MARKUP_LEFT_OUT, {"markup": "sup"})]


def m(name, *inner):
    return f"<m:{name}>{''.join(inner)}</m:{name}>"


def t(text):
    return m("r", m("t", text))


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (m("f", m("num", t("a+b")), m("den", t("2"))), "(a+b)/2"),
        (m("sSup", m("e", t("x")), m("sup", t("2"))), "x²"),
        (m("sSub", m("e", t("x")), m("sub", t("i"))), "xᵢ"),
        (m("sSubSup", m("e", t("x")), m("sub", t("1")), m("sup", t("Q"))), "x₁^(Q)"),
        (m("sPre", m("sub", t("1")), m("sup", t("2")), m("e", t("H"))), "₁²H"),
        (m("rad", m("deg", t("3")), m("e", t("x+1"))), "³√(x+1)"),
        (m("rad", m("deg"), m("e", t("2"))), "√2"),
        (m("nary", m("sub", t("0")), m("sup", t("1")), m("e", t("x"))), "∫₀¹ x"),
        (m("d", m("e", t("a")), m("e", t("b"))), "(a|b)"),
        (m("d", '<m:dPr><m:begChr m:val="["/><m:endChr m:val=""/></m:dPr>', m("e", t("a"))), "[a"),
        (m("func", m("fName", t("sin")), m("e", t("x"))), "sin x"),
        (m("limLow", m("e", t("lim")), m("lim", t("x→0"))), "lim_(x→0)"),
        (m("acc", m("e", t("x"))), "x̂"),
        (m("bar", m("e", t("ab"))), "ab\u0305"),
        (m("eqArr", m("e", t("x=1")), m("e", t("y=2"))), "x=1; y=2"),
        (m("m", m("mr", m("e", t("1")), m("e", t("2"))), m("mr", m("e", t("3")))), "1 2; 3"),
        (m("box", m("e", t("x"))), "x"),
        (m("f", m("num"), m("den")), "()/()"),
    ],
)
def test_a_formula_is_text_and_that_is_said(formula, expected):
    assert stem(m("oMath", formula)) == expected
    assert findings(m("oMath", formula)) == [(1, Code.FORMULA_AS_TEXT, {})]


BLIP = '<w:r><w:drawing><wp:docPr descr="quốc huy"/><a:blip r:embed="rId9"/></w:drawing></w:r>'
OLE = (
    '<w:r><w:object><v:shape><v:imagedata r:id="rId9"/></v:shape>'
    '<o:OLEObject ProgID="Equation.DSMT4"/></w:object></w:r>'
)


def test_a_picture_is_kept_where_it_stands():
    media = {"word/media/a.png": PICTURE.content}
    found = docx.read(raw(question("x ", BLIP), MEDIA.format("a.png"), media)).questions[0]
    assert found.stem == f"x {PICTURE.mark('quốc huy')}"
    assert found.pictures == (PICTURE,)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.wmf", b"\xd7\xcd\xc6\x9a", "picture-kind"),
        ("a.png", PNG + b"x" * 2**20, "picture-too-large"),
        ("none", b"", "picture-missing"),
    ],
)
def test_a_picture_that_no_browser_shows_is_said(name, content, why):
    parts = {f"word/media/{name}": content} if content else {}
    given = {"relations": MEDIA.format(name), "parts": parts}
    assert findings(BLIP, **given) == [(1, Code.PICTURE_LEFT_OUT, {"why": why})]
    assert docx.read(raw(question(BLIP), **given)).questions[0].stem == "[hình]"


def test_a_formula_of_another_program_leaves_a_place():
    given = {"relations": MEDIA.format("a.wmf"), "parts": {"word/media/a.wmf": b"\xd7\xcd"}}
    assert findings(OLE, **given) == [(1, Code.FORMULA_LEFT_OUT, {})]
    assert docx.read(raw(question(OLE), **given)).questions[0].stem == "[công thức]"


def test_a_box_of_text_is_said():
    inner = f"<w:txbxContent>{p('trong khung')}</w:txbxContent>"
    box = f"<w:r><w:pict><v:shape>{inner}</v:shape></w:pict></w:r>"
    assert findings("x", box) == [(1, Code.TEXT_LEFT_OUT, {"text": "trong khung"})]


def test_a_mere_line_is_nothing_to_say():
    line = '<w:r><w:drawing><a:prstGeom prst="line"/></w:drawing></w:r>'
    assert findings("x", line, "<w:r><w:pict/></w:r>") == []


def test_a_note_at_the_foot_is_said():
    notes = part("footnotes", f'<w:footnote w:id="2">{p("ghi chú")}</w:footnote>')
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    parts = {"word/footnotes.xml": notes}
    expected = [(1, Code.TEXT_LEFT_OUT, {"text": "ghi chú"})]
    assert findings("x", reference, parts=parts) == expected


def test_hidden_words_and_comments_are_said():
    runs = (r("khóa B", "<w:vanish/>"), '<w:r><w:commentReference w:id="0"/></w:r>')
    assert findings("x", *runs) == [
        (1, Code.TEXT_LEFT_OUT, {"text": "khóa B"}),
        (1, Code.MARKUP_LEFT_OUT, {"markup": "comment"}),
    ]


@pytest.mark.parametrize(
    ("font", "char", "expected"),
    [
        *(("Symbol", "F061", "α"), ("Symbol", "F0B3", "≥"), ("Wingdings", "F0FC", "✓")),
        *(("Arial", "00E9", "é"), ("Arial", "F0E9", "□"), ("Symbol", "zz", "□")),
    ],
)
def test_characters_of_symbol_fonts(font, char, expected):
    assert stem(f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>') == expected


def test_blanks_and_breaks_of_word():
    signs = "<w:br/><w:t>hai</w:t><w:tab/><w:t>ba</w:t><w:noBreakHyphen/><w:t>bốn</w:t>"
    assert stem(f"<w:r><w:t>một</w:t>{signs}</w:r>") == "một\nhai ba-bốn"


def test_letters_are_composed_and_invisible_ones_are_gone():
    assert stem("e\u0302\u0301 x\u200b\xa0 y") == "ế x y"


def test_a_strict_document_is_read_as_any():
    content = raw(question("x"))
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(target, "w") as made:
        for name in given.namelist():
            made.writestr(name, given.read(name).replace(usual, strict))
    assert docx.read(target.getvalue()).questions[0].stem == "x"
