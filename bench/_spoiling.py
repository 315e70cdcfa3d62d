"""Good files and how they are spoilt: bytes and marks put in, cut out, doubled, turned around."""

import importlib
import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

from bench._spoiling_xml import spoil_tree
from questions.model import Difficulty, Kind, LegalBasis, Option, Question

_SIGNS = "{}~=#:\\\n\r\t\x00<>&;,\"'/%.)(*|_"
_WORDS = """:: #### -> // \\n \\\\ %50% %-100% [html] [[picture: $CATEGORY: ANSWER: A. B) Câu
Đáp\xa0án: <b> </p> <br/> <![CDATA[ ]]> <!DOCTYPE <!-- &amp; &#0; <answer> \ufeff ế
99999999999 XFD1048576"""
_LINES = ("\n\n", "\r\n", "\n}\n", "-1")
MARKS = tuple(each.encode() for each in (*_SIGNS, *_WORDS.split(), *_LINES))
_OPTIONS = (Option("Ủy ban nhân dân", True), Option("Sở Nội vụ"), Option("Bộ; ngành", stays=True))
GOOD = (
    Question(Kind.SINGLE, "Cơ quan nào giải quyết?", _OPTIONS, code="a-1", topic="Một cửa"),
    Question(
        Kind.SEVERAL,
        "Chọn các ý đúng: {a} = <b>?",
        (Option("5 ngày", True), Option("~7 ngày", True), Option("=1, 2")),
        difficulty=Difficulty.HARD,
        explanation="Theo luật.\nXem thêm.",
        basis=(LegalBasis("Nghị định số 118/2025/NĐ-CP", "Điều 14"),),
    ),
    Question(
        Kind.TRUE_FALSE,
        "Trời xanh?",
        (Option("Đúng", True, True), Option("Sai", stays=True)),
    ),
    Question(Kind.STATEMENTS, "Xét:", tuple(Option(each, each < "c") for each in "abcd")),
)
# Where a reader knows things that the writers never write.
_OWN: dict[str, tuple[str, ...]] = {
    "gift": (
        "// [id:x] [tag:dễ]\n::n::[html]<p>Hỏi &amp; \\{</p>{=%100%a#f ~%50%b ~c####g} nữa",
        "$CATEGORY: $course$/top/A//B/C\n\nHỏi {T#sai#đúng}\nHỏi {#1..2}\n\nHỏi {=a->b =c->d}",
    ),
    "aiken": ("Hỏi?\nA. một\nb) hai\n\nĐÁP ÁN: a, B\nHỏi?\nA)x\nB)y\nANSWER: B\n",),
    "csv_table": (
        'Danh sách\nSTT;Câu hỏi;A;B;Đáp án;Mức độ\n1;Hỏi?;một;hai;A, B;NB\n2;"x;""y";\'=1;z;hai;\n',
        'Câu\tPhương án trả lời\tĐáp án\nHỏi\t"A. x\nB. y"\tB\n',
    ),
    "moodle": (
        "<quiz><question type='category'><category><text>$course$/a</text></category><info>"
        "<text>i</text></info></question><question type='multichoice'><name><text>n m</text></name>"
        "<questiontext format='html'><text>&lt;p>a&lt;img src='@@PLUGINFILE@@/a.png'></text><file"
        " name='a.png' encoding='base64'>iVBORw0KGgo=</file></questiontext><generalfeedback><text>g"
        "</text></generalfeedback><single>false</single><shuffleanswers>0</shuffleanswers><answer"
        " fraction='50' format='moodle_auto_format'><text>b\nc</text><feedback><text>f</text>"
        "</feedback></answer><answer fraction='-33.3'><text>&lt;ul>&lt;li>d</text></answer><answer"
        " fraction='50'>e</answer><hint><text>h</text></hint><tags><tag><text>khó</text></tag>"
        "</tags><image_base64>iVBORw0KGgo=</image_base64></question><question type='truefalse'>"
        "<questiontext><text>t</text></questiontext><answer fraction='100'><text>true</text>"
        "</answer><answer fraction='0'><text>false</text></answer></question></quiz>",
    ),
    "qti": (
        "<assessmentItem xmlns='http://www.imsglobal.org/xsd/imsqti_v2p1' identifier='i' title='t'>"
        "<responseDeclaration identifier='R' cardinality='multiple'><correctResponse><value>A"
        "</value></correctResponse><mapping defaultValue='-1'><mapEntry mapKey='A' mappedValue='2'"
        "/></mapping></responseDeclaration><itemBody><p>a<object data='b' type='image/png'/></p>"
        "<choiceInteraction responseIdentifier='R' maxChoices='0'><prompt>b</prompt><simpleChoice"
        " identifier='A'>c<feedbackInline>f</feedbackInline></simpleChoice><simpleChoice"
        " identifier='B' fixed='true'>d</simpleChoice></choiceInteraction><rubricBlock>r"
        "</rubricBlock></itemBody><responseProcessing template='x/map_response'/><modalFeedback>m"
        "</modalFeedback></assessmentItem>",
    ),
}


def seeds_of(reader: str, folder: Path | None) -> list[bytes]:
    """Files that the reader's own writer makes, its own small ones, those of a folder, nothing."""
    module = importlib.import_module(f"questions.formats.{reader}")
    found = [text.encode() for text in _OWN.get(reader, ())]
    for questions in (GOOD, GOOD[:1], GOOD[2:3]) if hasattr(module, "write") else ():
        written = module.write(questions)
        content = getattr(written, "content", written)
        found.append(content.encode() if isinstance(content, str) else content)
    if folder:
        found += [path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()]
    return [*found, b""]


def spoil(content: bytes, chance: random.Random) -> bytes:
    """Spoil a file in one to eight ways; of a package more often one of its parts."""
    if not content or chance.random() < 0.05:
        return chance.randbytes(chance.randrange(400))
    if content.startswith(b"PK") and chance.random() < 0.8:
        return _spoil_part(content, chance)
    if content.startswith(b"<") and chance.random() < 0.7:
        return spoil_tree(content, chance)
    for _ in range(chance.randint(1, 8)):
        content = chance.choice(_WAYS)(content, chance)
    return content


def _spoil_part(content: bytes, chance: random.Random) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as given,
        zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as made,
    ):
        names = given.namelist()
        spoilt = chance.choice([each for each in names if each.endswith(".xml")] or names)
        for name in names:
            part = given.read(name)
            if name == spoilt and name.endswith(".xml") and chance.random() < 0.7:
                made.writestr(name, spoil_tree(part, chance))
                continue
            for _ in range(chance.randint(1, 4) if name == spoilt else 0):
                part = chance.choice(_WAYS)(part, chance)
            made.writestr(name, part)
    return target.getvalue()


def _span(content: bytes, chance: random.Random) -> tuple[int, int]:
    """A piece of a file; most often whole letters, else all that comes out is "not UTF-8"."""
    start = chance.randrange(len(content) + 1)
    end = min(len(content), start + chance.choice((1, 2, 5, 20, 100)))
    if chance.random() < 0.05:
        return start, end
    return _letter_start(content, start), _letter_start(content, end)


def _letter_start(content: bytes, at: int) -> int:
    while at < len(content) and 0x80 <= content[at] < 0xC0:
        at += 1
    return at


def _put_mark(content: bytes, chance: random.Random) -> bytes:
    at, _ = _span(content, chance)
    return content[:at] + chance.choice(MARKS) * chance.choice((1, 1, 1, 2, 50)) + content[at:]


def _cut_out(content: bytes, chance: random.Random) -> bytes:
    start, end = _span(content, chance)
    return content[:start] + content[end:]


def _double(content: bytes, chance: random.Random) -> bytes:
    start, end = _span(content, chance)
    return content[:end] + content[start:end] * chance.choice((1, 3)) + content[end:]


def _turn_byte(content: bytes, chance: random.Random) -> bytes:
    at, _ = _span(content, chance)
    if at < len(content) and content[at] < 0x80:
        return content[:at] + bytes([chance.randrange(0x80)]) + content[at + 1 :]
    return content[:at] + (chance.randbytes(1) if chance.random() < 0.1 else b"") + content[at:]


def _cut_off(content: bytes, chance: random.Random) -> bytes:
    return content[: _span(content, chance)[0]]


def _move(content: bytes, chance: random.Random) -> bytes:
    start, end = _span(content, chance)
    rest = content[:start] + content[end:]
    at, _ = _span(rest, chance)
    return rest[:at] + content[start:end] + rest[at:]


def _exchange_mark(content: bytes, chance: random.Random) -> bytes:
    """One mark of the format in place of another, wherever one stands."""
    old = chance.choice(MARKS)
    at = content.find(old, _span(content, chance)[0])
    if at < 0:
        return _put_mark(content, chance)
    return content[:at] + chance.choice(MARKS) + content[at + len(old) :]


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(_put_mark, _put_mark, _cut_out, _double, _turn_byte, _cut_off, _move),
    *(_exchange_mark, _exchange_mark),
)
