"""Questions written as a Word document that reads well and is read back to the letter."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from questions.formats.field_words import DIFFICULTY_WORDS, KIND_WORDS
from questions.formats.keys import letter, written
from questions.formats.losses import count_reason, has_bad_text, has_own_places, left_out
from questions.formats.reading import At, Code, Remark, Written
from questions.formats.word.names import OWN_STAYS, Role
from questions.formats.word.sheet import Label, Shape, Sheet
from questions.model import FEWEST_OPTIONS, MOST_OPTIONS, Kind, Question
from questions.pictures import Picture, names_in

_TITLE = "NGÂN HÀNG CÂU HỎI"
_HELP = (
    "Đáp án đúng ghi ở dòng “Đáp án” dưới mỗi câu và được gạch chân ở chữ cái của phương án: "
    "khi đổi đáp án hãy sửa cả hai nơi. Câu hỏi mới viết thêm theo mẫu: “Câu 1.”, các dòng "
    "“A.”, “B.”, … rồi dòng “Đáp án:”."
)
_STEM = Shape(before=10)
_OPTION = Shape(indent=1)
_FIELD = Shape(indent=1)
_LAST = Shape(indent=1, keeps_next=False)
_NOT_XML = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
Parts = tuple[Label | str, ...]


def write(questions: Sequence[Question]) -> Written:
    """Write questions; those that have too few or too many options are left out, with a word."""
    sheet = Sheet()
    sheet.add(Shape(is_centred=True), (Label(Role.TITLE, _TITLE),))
    sheet.add(Shape(keeps_next=False), (Label(Role.TITLE, _HELP),))
    said: list[Remark] = []
    number = 0
    for at, question in enumerate(questions, 1):
        if reason := _why_not(question, at):
            said.append(reason)
            continue
        number += 1
        _add(sheet, _held(question, at, said), number)
    return Written(sheet.content(), tuple(said))


def _why_not(question: Question, at: At) -> Remark | None:
    """The reason why a question is not written."""
    if reason := count_reason(question, FEWEST_OPTIONS, MOST_OPTIONS, at):
        return reason
    basis = (f"{each.document}{each.article}" for each in question.basis)
    texts = (*question.texts, question.code, question.topic, question.source, *basis)
    if has_bad_text(question) or _NOT_XML.search("".join((*texts, *question.audiences))):
        return Remark(at, Code.BAD_TEXT)
    return None


def _held(question: Question, at: At, said: list[Remark]) -> Question:
    """The question as a document can hold it: without values that are empty."""
    if question.kind is Kind.TRUE_FALSE and has_own_places(question):
        said.append(left_out(at, "stays"))
    if "" in question.audiences:
        said.append(left_out(at, "audiences"))
        question = replace(question, audiences=frozenset())
    if any(not each.document for each in question.basis):
        said.append(left_out(at, "basis"))
        question = replace(question, basis=())
    return question


def _add(sheet: Sheet, question: Question, number: int) -> None:
    pictures = {each.name: each for each in question.pictures}
    sheet.add(_STEM, (Label(Role.STEM, f"Câu {number}. "), question.stem), pictures)
    for at, option in enumerate(question.options):
        is_staying = option.stays and question.kind is not Kind.TRUE_FALSE
        label = f"{_option_letter(question, at)} {OWN_STAYS} " if is_staying else ""
        label = label or f"{_option_letter(question, at)} "
        sheet.add(_OPTION, (Label(Role.OPTION, label, option.is_right), option.text), pictures)
    lines = list(_lines(question, pictures))
    for line in lines[:-1]:
        sheet.add(_FIELD, line, pictures)
    sheet.add(_LAST, lines[-1], pictures)


def _option_letter(question: Question, at: int) -> str:
    is_small = question.kind is Kind.STATEMENTS
    return f"{letter(at).lower()})" if is_small else f"{letter(at)}."


def _lines(question: Question, pictures: Mapping[str, Picture]) -> Iterator[Parts]:
    """What stands below the options; the key always does."""
    yield Label(Role.KEY, "Đáp án: "), _key(question)
    if question.kind is not Kind.SINGLE:
        yield Label(Role.KIND, "Loại câu hỏi: "), KIND_WORDS[question.kind]
    elif len(question.right_positions) > 1 or len(question.options) == FEWEST_OPTIONS:
        yield Label(Role.KIND, "Loại câu hỏi: "), KIND_WORDS[Kind.SINGLE]
    if question.explanation:
        yield Label(Role.EXPLANATION, "Giải thích: "), question.explanation
    for each in question.basis:
        article = (Label(Role.BASIS, ", "), each.article) if each.article else ()
        yield Label(Role.BASIS, "Căn cứ: "), each.document, *article
    if question.topic:
        yield Label(Role.TOPIC, "Chủ đề: "), question.topic
    if question.difficulty:
        yield Label(Role.DIFFICULTY, "Mức độ: "), DIFFICULTY_WORDS[question.difficulty]
    yield from _rare_lines(question, pictures)


def _rare_lines(question: Question, pictures: Mapping[str, Picture]) -> Iterator[Parts]:
    if question.audiences:
        parts: list[Label | str] = []
        for at, each in enumerate(sorted(question.audiences)):
            parts += [Label(Role.AUDIENCES, "; " if at else "Đối tượng: "), each]
        yield tuple(parts)
    if question.valid_from or question.valid_to:
        first, last = _day("từ", question.valid_from), _day("đến", question.valid_to)
        yield Label(Role.VALIDITY, "Hiệu lực: "), f"{first} {last}".strip()
    if question.code:
        yield Label(Role.CODE, "Mã câu hỏi: "), question.code
    if question.source:
        yield Label(Role.SOURCE, "Nguồn: "), question.source
    unseen = sorted(pictures.keys() - names_in(*question.texts))
    if unseen:
        yield (
            Label(Role.PICTURES, "Hình kèm theo: "),
            "".join(pictures[each].mark() for each in unseen),
        )


def _key(question: Question) -> str:
    if question.kind is Kind.STATEMENTS:
        truths = (("Đúng" if each.is_right else "Sai") for each in question.options)
        return "; ".join(f"{letter(at).lower()}) {word}" for at, word in enumerate(truths))
    return written(tuple(sorted(question.right_positions)))


def _day(word: str, day: date | None) -> str:
    return f"{word} {day.day:02}/{day.month:02}/{day.year:04}" if day else ""
