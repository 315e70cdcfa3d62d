"""Hostile files of Moodle's XML and QTI end in five seconds and 300 MB, in words."""

import io
import zipfile
from functools import partial

import pytest

from tests.questions.formats.hostile import outcome_of

MANY = 16 * 1024 * 1024
LAUGHS = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))
ROOTS = {"moodle": "quiz", "qti": "assessmentItem"}


def moodle(stem: str, answer: str = "", question: str = "") -> bytes:
    answers = f'<answer fraction="100">{answer}</answer><answer fraction="0">b</answer>'
    text = f"<questiontext><text>{stem}</text></questiontext>"
    return (
        f'<quiz><question type="multichoice">{text}{answers}{question}</question></quiz>'.encode()
    )


def qti(stem: str, more: str = "") -> bytes:
    choices = '<simpleChoice identifier="A">a</simpleChoice>' * 2
    body = f"<p>{stem}</p><choiceInteraction>{choices}</choiceInteraction>"
    return f"<assessmentItem><itemBody>{body}</itemBody>{more}</assessmentItem>".encode()


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


def manifest(*hrefs: str) -> bytes:
    listed = "".join(f'<resource type="imsqti_item_xmlv2p1" href="{href}"/>' for href in hrefs)
    return f"<manifest><resources>{listed}</resources></manifest>".encode()


def entity(root: str, declared: str) -> bytes:
    return f"<?xml version='1.0'?><!DOCTYPE {root} [{declared}]><{root}>&l9;</{root}>".encode()


def picture(megabytes: int) -> str:
    return "A" * (megabytes * 1024 * 1024 * 4 // 3)


BOTH = {
    "billion laughs": (lambda root: entity(root, f'<!ENTITY l0 "ha">{LAUGHS}'), "has-doctype"),
    "external entity": (
        lambda root: entity(root, '<!ENTITY l9 SYSTEM "file:///etc/passwd">'),
        "has-doctype",
    ),
    "laughs in UTF-16": (
        lambda root: entity(root, LAUGHS).decode().encode("utf-16"),
        "has-doctype",
    ),
    "laughs in UTF-7": (
        lambda root: b'<?xml version="1.0" encoding="utf-7"?>+ADw-+ACE-DOCTYPE a+AD4-<a/>',
        "not-xml",
    ),
    "deep nesting": (lambda root: f"<{root}>".encode() + b"<a>" * 100_000, "too-large"),
    "elements": (lambda root: f"<{root}>".encode() + b"<a/>" * (MANY // 4 - 9), "too-large"),
    "attributes": (
        lambda root: (
            f"<{root} ".encode() + b" ".join(b'a%d=""' % at for at in range(10**6)) + b"/>"
        ),
        "too-large",
    ),
    "names": (
        lambda root: (
            f"<{root}>".encode()
            + b"".join(b"<a%d/>" % at for at in range(370_000))
            + f"</{root}>".encode()
        ),
        None,
    ),
    "zeros": (lambda root: bytes(MANY), "not-xml"),
    "a large file": (lambda root: b"<" * (MANY + 1), "too-large"),
}
CASES = [
    *(
        pytest.param(reader, partial(make, root), code, id=f"{reader}: {name}")
        for reader, root in ROOTS.items()
        for name, (make, code) in BOTH.items()
    ),
    *(
        pytest.param("moodle", content, code, id=f"moodle: {name}")
        for name, content, code in [
            (
                "50 MB of base64",
                lambda: moodle(f"</text><file name='a'>{picture(50)}</file><text>"),
                "too-large",
            ),
            (
                "11 MB of base64",
                lambda: moodle(f"x</text><file name='a'>{picture(8)}</file><text>"),
                "too-large",
            ),
            (
                "7 MB of base64",
                lambda: moodle(f"x</text><file name='a'>{picture(5)}</file><text>"),
                "text-left-out",
            ),
            (
                "7 MB shown",
                lambda: moodle(f"x&lt;img src='data:image/png;base64,{picture(5)}'>"),
                "picture-left-out",
            ),
            (
                "the old picture",
                lambda: moodle("x", "a", f"<image_base64>{picture(5)}</image_base64>"),
                "picture-left-out",
            ),
            ("tags in a text", lambda: moodle("&lt;div>" * 900_000), "no-stem"),
            ("tags in CDATA", lambda: moodle(f"<![CDATA[{'<b>' * 900_000}x]]>"), "markup-left-out"),
            (
                "ends of tags",
                lambda: moodle(f"<![CDATA[{'<b>' * 400_000}{'</i>' * 400_000}x]]>"),
                "markup-left-out",
            ),
            (
                "quotes in tags",
                lambda: moodle("<![CDATA[" + '<a ">"' * 400_000 + '"]]>'),
                "markup-left-out",
            ),
            ("answers", lambda: moodle("x", "</answer><answer>" * 200_000), "too-many-options"),
            (
                "questions",
                lambda: b"<quiz>" + b"<question/>" * 900_000 + b"</quiz>",
                "too-many-items",
            ),
            (
                "categories",
                lambda: b"<quiz>" + b"<question type='category'/>" * 400_000 + b"</quiz>",
                None,
            ),
            ("entities", lambda: moodle("&amp;#x9" * 1_500_000), None),
        ]
    ),
    *(
        pytest.param("qti", content, code, id=f"qti: {name}")
        for name, content, code in [
            ("tags", lambda: qti("<b/>" * 399_000 + "x"), "markup-left-out"),
            ("feedback", lambda: qti("<feedbackInline/>" * 300_000 + "x"), "feedback-left-out"),
            ("includes", lambda: qti("<include/>" * 200_000 + "x"), "text-left-out"),
            ("interactions", lambda: qti("<aInteraction/>" * 390_000), "not-supported"),
            ("pictures", lambda: qti("<img src='a'/>" * 390_000), "no-stem"),
            ("declarations", lambda: qti("x", "<responseDeclaration/>" * 390_000), None),
            (
                "50 MB of base64",
                lambda: qti(f"<img src='data:image/png;base64,{picture(50)}'/>"),
                "too-large",
            ),
            (
                "7 MB of base64",
                lambda: qti(f"x<img src='data:image/png;base64,{picture(5)}'/>"),
                "picture-left-out",
            ),
            (
                "a bomb",
                lambda: packed({"imsmanifest.xml": manifest("a"), "a": bytes(49 * 1024 * 1024)}),
                "zip-bomb",
            ),
            (
                "a bomb that says so",
                lambda: packed({f"{at}.xml": bytes(20 * 1024 * 1024) for at in range(10)}),
                "zip-bomb",
            ),
            (
                "bombs in turn",
                lambda: packed({f"{at}.xml": bytes(9 * 1024 * 1024) for at in range(20)}),
                "zip-bomb",
            ),
            (
                "50 MB picture",
                lambda: packed(
                    {
                        "imsmanifest.xml": manifest("a"),
                        "a": qti("x<img src='b'/>"),
                        "b": b"GIF89a" + bytes(50 * 1024 * 1024),
                    }
                ),
                "picture-left-out",
            ),
            (
                "climbs by manifest",
                lambda: packed({"imsmanifest.xml": manifest("../../etc/passwd")}),
                "path-climbs-out",
            ),
            (
                "climbs by file://",
                lambda: packed({"imsmanifest.xml": manifest("file:///etc/passwd")}),
                "path-climbs-out",
            ),
            ("climbs by name", lambda: packed({"../../etc/passwd": b""}), "path-climbs-out"),
            (
                "laughs within",
                lambda: packed({"imsmanifest.xml": manifest("a"), "a": entity("a", LAUGHS)}),
                "syntax",
            ),
            ("parts", lambda: packed({f"{at}": b"" for at in range(5_001)}), "too-many-parts"),
            (
                "resources",
                lambda: packed({"imsmanifest.xml": manifest(*["a"] * 200_000), "a": qti("x")}),
                None,
            ),
            ("items", lambda: packed({f"{at}.xml": qti("x") for at in range(5_000)}), None),
        ]
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize(("reader", "content", "code"), CASES)
def test_a_hostile_file_ends_soon_and_in_words(reader, content, code, tmp_path):
    outcome = outcome_of(reader, content(), tmp_path)
    assert code is None or code in outcome.said
    assert (outcome.seconds < 5, outcome.megabytes < 300) == (True, True), outcome
