"""Text boxes and pictures in the shapes that Word, LibreOffice, WPS and Google Docs write."""

import pytest

from questions.formats import docx
from questions.formats.reading import Code
from tests.questions.builders import PNG
from tests.questions.formats.word_papers import p, question, r, raw

SPACES = (
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
IMAGE = '<Relationship Id="rId9" Type="x/image" Target="media/image1.png"/>'
BOX = f"<w:txbxContent>{p('Đáp án: B')}</w:txbxContent>"
SHAPE = (
    f'<wps:wsp><wps:spPr><a:prstGeom prst="rect"/></wps:spPr><wps:txbx>{BOX}</wps:txbx></wps:wsp>'
)
VML_BOX = f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"
PIC = '<pic:pic><pic:blipFill><a:blip r:embed="rId9"/></pic:blipFill></pic:pic>'
VML_PIC = '<w:pict><v:shape><v:imagedata r:id="rId9"/></v:shape></w:pict>'


def drawing(inner, kind="anchor"):
    data = f"<a:graphic><a:graphicData>{inner}</a:graphicData></a:graphic>"
    return (
        f'<w:drawing><wp:{kind} {SPACES}><wp:docPr id="1" name="x"/>{data}</wp:{kind}></w:drawing>'
    )


def either(choice, fallback, needs="wps"):
    first = f'<mc:Choice xmlns:z="z" Requires="{needs}">{choice}</mc:Choice>'
    return (
        f"<mc:AlternateContent>{first}<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def run(inner):
    return f"<w:r>{inner}</w:r>"


def read(inner):
    return docx.read(raw(question("Hỏi? ", inner), IMAGE, {"word/media/image1.png": PNG}))


@pytest.mark.parametrize(
    "box",
    [
        *(run(either(drawing(SHAPE), VML_BOX)), either(run(drawing(SHAPE)), run(VML_BOX))),
        *(run(VML_BOX), run(drawing(SHAPE)), drawing(SHAPE)),
        run(either("<z:shape/>", VML_BOX, "z")),
    ],
)
def test_the_words_of_a_box_are_said_once(box):
    reading = read(box)
    assert [(each.code, each.params) for each in reading.findings] == [
        (Code.TEXT_LEFT_OUT, {"text": "Đáp án: B"})
    ]
    assert reading.questions[0].right_positions == frozenset()


@pytest.mark.parametrize(
    "picture",
    [
        *(run(drawing(PIC)), run(drawing(PIC, "inline")), run(VML_PIC), drawing(PIC)),
        *(run(either(drawing(PIC), VML_PIC)), either(run(drawing(PIC)), run(VML_PIC))),
        *(run(either("<z:shape/>", VML_PIC, "z")), run(either("", VML_PIC, "wpc"))),
    ],
)
def test_a_picture_is_kept_once(picture):
    reading = read(picture)
    (found,) = reading.questions
    assert (len(found.pictures), found.stem.count("[[picture:")) == (1, 1)
    assert reading.findings == ()


def test_a_picture_beside_the_words_of_a_group_is_kept_and_these_are_said():
    reading = read(run(either(drawing(f"<wpg:wgp>{SHAPE}{PIC}</wpg:wgp>"), VML_PIC)))
    assert len(reading.questions[0].pictures) == 1
    assert [each.code for each in reading.findings] == [Code.TEXT_LEFT_OUT]


def test_words_in_a_version_that_nobody_knows_are_taken_from_the_other():
    assert read(either("<z:run/>", r("Ai?"), "z")).questions[0].stem == "Hỏi? Ai?"
