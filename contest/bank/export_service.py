"""Taking questions out of the bank as a file: which ones, in which format, and what it loses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from contest.bank import queries
from contest.bank.models import QuestionVersion
from contest.bank.picture_queries import pictures_of
from contest.bank.queries import OWN, Filters
from contest.hosts.models import Host
from questions.formats.files import Format, write_file
from questions.formats.reading import Code, Remark
from questions.model import Question
from questions.pictures import Picture, names_in

ENDINGS: Mapping[Format, str] = MappingProxyType(
    {
        Format.DOCX: ".docx",
        Format.XLSX: ".xlsx",
        Format.CSV: ".csv",
        Format.GIFT: ".gift",
        Format.AIKEN: ".aiken",
        Format.MOODLE: ".xml",
        Format.QTI: ".zip",
        Format.NATIVE: ".json",
    }
)
# So many are written in two seconds: a Word document or a package takes half a millisecond a
# question, the others a tenth.
MOST = 5_000
_MOST_OF: Mapping[Format, int] = MappingProxyType({Format.DOCX: 2_000, Format.QTI: 2_000})


@dataclass(frozen=True, slots=True)
class Part:
    """The questions that one file holds: a part of all that the filters find."""

    versions: tuple[QuestionVersion, ...]
    whole: int  # that the filters find
    number: int
    count: int  # of parts
    first: int  # the place of its first question among all, from 1 on


Loss = tuple[str, Remark]  # a question's code, and what the file could not hold of it
# What writers say of a question that they leave out.
_WHOLE = frozenset(
    {
        *(Code.NOT_SUPPORTED, Code.NO_STEM, Code.TOO_FEW_OPTIONS, Code.TOO_MANY_OPTIONS),
        *(Code.KEY_NOT_AN_OPTION, Code.BAD_TEXT, Code.SYNTAX),
    }
)


@dataclass(frozen=True, slots=True)
class Export:
    """A file as written, the questions that are not in it, and what the others lost."""

    content: bytes
    missing: tuple[Loss, ...]
    losses: tuple[Loss, ...]


def part_of(host: Host, filters: Filters, day: date, form: Format, number: int) -> Part:
    """The host's own questions that pass the filters, newest version of each, by their codes.

    Lent ones are left out.  A number beyond the last part gives the last.
    """
    wanted, most = replace(filters, owner=OWN), _MOST_OF.get(form, MOST)
    versions, whole = queries.list_questions(host, wanted, day, number, most)
    count = max(-(-whole // most), 1)
    if number > count:
        return part_of(host, filters, day, form, count)
    return Part(tuple(versions), whole, number, count, first=(number - 1) * most + 1)


def written(versions: Sequence[QuestionVersion], form: Format) -> Export:
    """The file of these questions.

    Its topics are told by their names, which people read and an import knows again; our own
    format has their codes.
    """
    pictures = {
        each.name: each
        for each in pictures_of(text for version in versions for text in _texts(version))
    }
    questions = [_question(each, form, pictures) for each in versions]
    file = write_file(f"questions{ENDINGS[form]}", questions)
    said = [(questions[int(each.at) - 1].code, each) for each in file.left_out]
    return Export(
        file.content,
        missing=tuple(each for each in said if each[1].code in _WHOLE),
        losses=tuple(each for each in said if each[1].code not in _WHOLE),
    )


def _question(version: QuestionVersion, form: Format, pictures: Mapping[str, Picture]) -> Question:
    question = version.written
    shown = names_in(*question.texts) & pictures.keys()
    return replace(
        question,
        topic=question.topic if form is Format.NATIVE else version.topic.name,
        pictures=tuple(pictures[name] for name in sorted(shown)),
    )


def _texts(version: QuestionVersion) -> Iterable[str]:
    yield version.stem
    yield version.explanation
    yield from (each["text"] for each in version.options)
