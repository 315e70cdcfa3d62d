"""Which column of a table says what: the headings that people write, in two languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from questions.text import fold

MOST_TITLE_ROWS = 30  # that may stand above the header
LONGEST_HEADING = 120


class Field(StrEnum):
    """What a column says; an option's column says which one besides."""

    NUMBER = "number"
    CODE = "code"
    KIND = "kind"
    STEM = "stem"
    OPTIONS = "options"  # all of them in one cell
    KEY = "key"
    STAYS = "stays"
    TOPIC = "topic"
    DIFFICULTY = "difficulty"
    AUDIENCES = "audiences"
    EXPLANATION = "explanation"
    DOCUMENT = "document"
    ARTICLE = "article"
    VALID_FROM = "valid_from"
    VALID_TO = "valid_to"
    SOURCE = "source"


# Folded: without marks and punctuation, in small letters.
_HEADINGS: Mapping[Field, tuple[str, ...]] = {
    Field.NUMBER: ("stt", "tt", "so tt", "so thu tu", "thu tu", "no", "cau so", "so cau", "cau"),
    Field.CODE: (
        "ma",
        "ma cau",
        "ma cau hoi",
        "ma so",
        "ma so cau hoi",
        "code",
        "id",
        "question id",
    ),
    Field.KIND: (
        *("loai", "loai cau", "loai cau hoi", "dang", "dang cau", "dang cau hoi", "kieu"),
        *("kieu cau hoi", "hinh thuc", "hinh thuc cau hoi", "type", "kind", "question type"),
    ),
    Field.STEM: (
        *("cau hoi", "noi dung", "noi dung cau hoi", "noi dung cau", "cau hoi trac nghiem"),
        *("noi dung cau hoi trac nghiem", "de bai", "cau dan", "ten cau hoi", "question", "stem"),
        *("question text", "question title", "questions", "cau hoi va tinh huong"),
        *("cau hoi thi", "cau hoi thi trac nghiem", "cau hoi tinh huong", "noi dung hoi"),
        *("noi dung cac cau hoi", "bo cau hoi", "noi dung cau hoi thi", "nhan dinh"),
    ),
    Field.OPTIONS: (
        *("phuong an", "cac phuong an", "phuong an tra loi", "cac phuong an tra loi"),
        *("phuong an lua chon", "cac phuong an lua chon", "lua chon", "cac lua chon", "cac dap an"),
        *("dap an lua chon", "cac dap an lua chon", "cau tra loi", "cac cau tra loi", "options"),
        "tra loi",
        *("answers", "choices", "answer options", "answer choices", "noi dung dap an"),
        *("noi dung phuong an", "noi dung phuong an tra loi", "noi dung tra loi", "dap an tra loi"),
    ),
    Field.KEY: (
        *("dap an", "dap an dung", "dap an chinh xac", "phuong an dung", "tra loi dung", "key"),
        *("cau tra loi dung", "lua chon dung", "phuong an tra loi dung", "phuong an chinh xac"),
        *("correct", "correct answer", "correct answers", "correct answer s", "correct option"),
        *(
            "answer",
            "answer key",
            "right answer",
            "ket qua",
            "da",
            "d a",
            "da dung",
            "ket qua dung",
        ),
        *("correct options", "correct choice", "dap an cau hoi", "dap an cua cau hoi"),
        *(
            "dap an chuan",
            "cau dung",
            "pa dung",
            "p a dung",
            "d a dung",
            "y dung",
            "dap an dung la",
        ),
        *("dap an dung nhat", "phuong an chon", "dap an chon", "goi y dap an", "goi y tra loi"),
    ),
    Field.STAYS: ("giu nguyen vi tri", "giu vi tri", "co dinh vi tri", "khong dao", "stays"),
    Field.TOPIC: (
        *("hang muc", "chu de", "chuyen de", "linh vuc", "mang", "nhom", "nhom cau hoi", "phan"),
        *(
            "chuong",
            "noi dung thi",
            "topic",
            "category",
            "subject",
            "mang noi dung",
            "mang kien thuc",
        ),
        *("linh vuc kien thuc", "phan thi", "linh vuc cau hoi"),
    ),
    Field.DIFFICULTY: (
        *("muc do", "do kho", "muc", "muc do kho", "muc do nhan thuc", "cap do", "muc do cau hoi"),
        *("level", "difficulty", "muc do tu duy"),
    ),
    Field.AUDIENCES: (
        *("doi tuong", "doi tuong du thi", "doi tuong thi", "bang", "bang thi", "audience"),
        *("audiences", "doi tuong ap dung"),
    ),
    Field.EXPLANATION: (
        *("giai thich", "loi giai", "giai thich dap an", "huong dan", "huong dan giai", "ly giai"),
        *(
            "giai thich chi tiet",
            "loi giai chi tiet",
            "explanation",
            "feedback",
            "huong dan tra loi",
        ),
    ),
    Field.DOCUMENT: (
        *("can cu", "can cu phap ly", "can cu phap luat", "van ban", "co so phap ly", "vien dan"),
        *("van ban can cu", "can cu van ban", "trich dan", "basis", "legal basis", "document"),
        *(
            "van ban quy pham phap luat",
            "van ban phap luat",
            "co so",
            "can cu dap an",
            "can cu tra loi",
        ),
    ),
    Field.ARTICLE: ("dieu khoan", "dieu", "dieu khoan diem", "dieu khoan can cu", "article"),
    Field.VALID_FROM: (
        *(
            "hieu luc tu",
            "hieu luc tu ngay",
            "co hieu luc tu",
            "tu ngay",
            "ap dung tu",
            "valid from",
        ),
        *("ngay hieu luc", "ngay co hieu luc"),
    ),
    Field.VALID_TO: (
        *("hieu luc den", "hieu luc den ngay", "den ngay", "ap dung den", "het hieu luc"),
        *("valid to", "valid until", "ngay het hieu luc"),
    ),
    Field.SOURCE: ("nguon", "nguon cau hoi", "nguon tham khao", "xuat xu", "source"),
}
_ANSWERS = ("dap an", "answer")
_FIELD_OF = {heading: each for each, headings in _HEADINGS.items() for heading in headings}
_OPTION = re.compile(
    r"(?:noi dung )?(?:cac )?(?:lua chon|phuong an(?: tra loi)?|dap an|cau tra loi|tra loi|y|option"
    r"|answer(?: option)?|choice|p ?a|d ?a) ?(?:so |thu )?([a-h]|[1-8])"
)
_WITH_OPTIONS = re.compile(
    r"(?:noi dung )?(?:cac )?cau hoi (?:trac nghiem )?(?:va|kem|gom|cung)(?: cac)? (?:phuong an"
    r"|dap an|lua chon|cau tra loi)(?: tra loi| lua chon)?"
)
# A column of keys by any of their names, once it says "right": "Ý đúng", "Đáp án chuẩn".
_KEY_NAME = (
    r"(?:dap an|d a|da|d an|phuong an|pa|p a|y|cau|tra loi|cau tra loi|lua chon|ket qua|chon)"
)
_KEYS = re.compile(
    rf"(?:cac )?{_KEY_NAME}(?: {_KEY_NAME})? (?:dung|chinh xac|chuan)(?: nhat)?(?: cua cau hoi)?"
    r"|da|d an|chon|kq|dap an(?: [a-h]){2,8}"
)
_REST = re.compile(r"\s*(?:\(|\[| [-–] |:|\n|\*).*", re.DOTALL)  # "Question - max 120 characters"


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table: each field's, each option's (A is 0), and those of no field."""

    fields: Mapping[Field, int]
    options: Mapping[int, int]
    others: Mapping[int, str]
    holds_options: bool = False  # the question's own column, by its heading
    more_keys: tuple[int, ...] = ()  # columns that say the key again

    @property
    def score(self) -> int:
        return len(self.fields) + len(self.options)

    @property
    def is_one(self) -> bool:
        """Whether questions can be read below it."""
        answers = Field.OPTIONS in self.fields or Field.KEY in self.fields
        return Field.STEM in self.fields and (
            answers or len(self.options) > 1 or self.holds_options
        )


def header_of(cells: Mapping[int, str]) -> Header:
    """Understand a row as a header; a heading that comes twice counts once."""
    fields: dict[Field, int] = {}
    options: dict[int, int] = {}
    others: dict[int, str] = {}
    more_keys: list[int] = []
    for column, heading in sorted(cells.items()):
        meaning = meaning_of(heading)
        if isinstance(meaning, Field) and meaning not in fields:
            fields[meaning] = column
        elif isinstance(meaning, int) and meaning not in options:
            options[meaning] = column
        elif meaning is Field.KEY and Field.OPTIONS not in fields and not options:
            _take_answers_column(fields, cells, column)
        elif meaning is Field.KEY:
            more_keys.append(column)
        elif heading.strip():
            others[column] = heading
    _take_question_column(fields, cells)
    _take_key_column(fields, options, others, cells)
    stem = cells.get(fields.get(Field.STEM, -1), "")
    holds_options = _WITH_OPTIONS.fullmatch(_key(stem)) is not None
    return Header(fields, options, others, holds_options, tuple(more_keys))


def _take_answers_column(fields: dict[Field, int], cells: Mapping[int, str], column: int) -> None:
    """ "Đáp án" beside "Đáp án đúng" holds the options."""
    pair = sorted((fields[Field.KEY], column), key=lambda each: _key(cells[each]) not in _ANSWERS)
    fields[Field.OPTIONS], fields[Field.KEY] = pair


def _take_question_column(fields: dict[Field, int], cells: Mapping[int, str]) -> None:
    """ "Câu" is the number of a question, or the question where no other column is."""
    number = fields.get(Field.NUMBER)
    if number is not None and Field.STEM not in fields and _key(cells[number]) == "cau":
        fields[Field.STEM] = fields.pop(Field.NUMBER)


def _take_key_column(
    fields: dict[Field, int],
    options: dict[int, int],
    others: dict[int, str],
    cells: Mapping[int, str],
) -> None:
    """ "Câu trả lời" beside columns of options is the key, or none of ours where one is."""
    if len(options) > 1 and Field.OPTIONS in fields:
        column = fields.pop(Field.OPTIONS)
        if fields.setdefault(Field.KEY, column) != column:
            others[column] = cells[column]


def meaning_of(heading: str) -> Field | int | None:
    """A field, the position of an option, or nothing known."""
    if len(heading) > LONGEST_HEADING:
        return None
    for text in (heading, _REST.sub("", heading, count=1)):
        key = _key(text)
        if field := _field_of(key):
            return field
        if option := _OPTION.fullmatch(key):
            sign = option[1]
            return int(sign) - 1 if sign.isdigit() else ord(sign) - ord("a")
        if re.fullmatch(r"[a-h]", key) and text.strip(" .").upper() != "Đ":
            return ord(key) - ord("a")
    return None


def _field_of(key: str) -> Field | None:
    if key in _FIELD_OF:
        return _FIELD_OF[key]
    if _WITH_OPTIONS.fullmatch(key):
        return Field.STEM
    return Field.KEY if _KEYS.fullmatch(key) else None


def _key(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", fold(heading)).strip()
