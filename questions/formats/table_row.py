"""One row of a table as a question, and what in it could not be understood."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from questions.formats.field_words import difficulty_of, is_any_choice, kind_of, truth_of
from questions.formats.keys import positions_of
from questions.formats.losses import TRUE_FALSE_WORDS
from questions.formats.reading import At, Code, Remark
from questions.formats.table_header import Field, Header
from questions.formats.table_options import Given, Right, options_in, right_of, truths_of
from questions.formats.text_file import BLANKS, first_words, has_controls
from questions.model import (
    FEWEST_OPTIONS,
    STATEMENT_COUNT,
    Difficulty,
    Kind,
    LegalBasis,
    Option,
    Question,
)
from questions.text import fold

NOTHING = "–"  # where an empty cell or line would mean something else
_MOST_OPTIONS = 26
_MOST_DOCUMENTS = 40
_DAYS = (
    (re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})"), (3, 2, 1)),
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?"), (1, 2, 3)),
)


@dataclass(slots=True)
class RowReader:
    """Reads the cells of one row by the header; says what it leaves out."""

    at: At
    header: Header
    headings: Mapping[int, str]
    cells: Mapping[int, str]
    said: list[Remark] = field(default_factory=list)

    def text(self, name: Field) -> str:
        column = self.header.fields.get(name)
        return self.cells.get(column, "").strip(BLANKS) if column is not None else ""

    def read(self) -> Question | Remark | None:
        """A question, the reason why it is none, or nothing where nothing is said."""
        columns = {column for name, column in self.header.fields.items() if name != Field.NUMBER}
        columns |= set(self.header.options.values())
        texts = [self.cells[column] for column in columns if column in self.cells]
        if not any(text.strip(BLANKS) for text in texts):
            return None
        if any(map(has_controls, texts)):
            return Remark(self.at, Code.BAD_TEXT)
        stem = self.text(Field.STEM)
        kind = self._kind()
        given = self._options(kind)
        if len(given) < FEWEST_OPTIONS:
            return Remark(self.at, Code.TOO_FEW_OPTIONS, {"count": len(given)})
        if len(given) > _MOST_OPTIONS:
            return Remark(self.at, Code.TOO_MANY_OPTIONS, {"count": len(given)})
        return self._question(stem, kind, given) if stem else Remark(self.at, Code.NO_STEM)

    def _question(self, stem: str, kind: Kind | None, given: list[Given]) -> Question:
        kind, right = self._right(kind, given)
        stays = self._stays(kind, given)
        options = (
            Option(each.text, at in right, each.position in stays) for at, each in enumerate(given)
        )
        return Question(
            kind,
            stem,
            tuple(options),
            code=self.text(Field.CODE),
            topic=self.text(Field.TOPIC),
            difficulty=self._difficulty(),
            audiences=audiences_in(self.text(Field.AUDIENCES)),
            explanation=self.text(Field.EXPLANATION),
            basis=basis_in(self.text(Field.DOCUMENT), self.text(Field.ARTICLE)),
            valid_from=self._day(Field.VALID_FROM),
            valid_to=self._day(Field.VALID_TO),
            source=self.text(Field.SOURCE),
        )

    def _options(self, kind: Kind | None) -> list[Given]:
        """Columns of their own before one cell; true and false need no words."""
        own = {
            position: text
            for position, column in sorted(self.header.options.items())
            if (text := self.cells.get(column, "").strip(BLANKS))
        }
        given = [Given(*pair) for pair in own.items()] or options_in(self.text(Field.OPTIONS))
        key = self.text(Field.KEY)
        # A bare D is an option's letter, and no Đ.
        is_truth = key.strip(" .").upper() not in ("", "D") and truth_of(key) is not None
        if not given and (kind is Kind.TRUE_FALSE or (kind is None and is_truth)):
            return [Given(at, word) for at, word in enumerate(TRUE_FALSE_WORDS)]
        return given

    def _right(self, kind: Kind | None, given: list[Given]) -> tuple[Kind, frozenset[int]]:
        """The kind, told or seen from key and options, and the indices of the right options."""
        key = self.text(Field.KEY)
        truths = truths_of(key, len(given))
        if truths and (kind is Kind.STATEMENTS or (not kind and len(given) == STATEMENT_COUNT)):
            return Kind.STATEMENTS, frozenset(at for at, is_true in enumerate(truths) if is_true)
        right = right_of(key, given)
        is_true_false = [fold(each.text) for each in given] in (["dung", "sai"], ["true", "false"])
        truth = truth_of(key) if right.is_unknown else None
        if truth is not None and (is_true_false or kind is Kind.TRUE_FALSE):
            right = Right(frozenset({0 if truth else 1}))
        self._say_of_key(key, right)
        if kind is None:
            several = Kind.SEVERAL if len(right.indices) > 1 else Kind.SINGLE
            kind = Kind.TRUE_FALSE if is_true_false and len(right.indices) < 2 else several
        return kind, right.indices

    def _say_of_key(self, key: str, right: Right) -> None:
        if right.is_unknown:
            self._say(Code.KEY_NOT_AN_OPTION, key=first_words(key))
        if right.differs:
            one, other = map(first_words, right.differs)
            self._say(Code.KEYS_DIFFER, key=one, other=other)
        if right.words:
            self._say(Code.TEXT_LEFT_OUT, text=first_words(right.words))

    def _kind(self) -> Kind | None:
        word = self.text(Field.KIND)
        kind = kind_of(word)
        if word and kind is None and not is_any_choice(word):
            self._say_unread(Field.KIND)
        return kind

    def _stays(self, kind: Kind, given: list[Given]) -> set[int]:
        """The positions that stay; true and false do where nothing else is said."""
        told = self.text(Field.STAYS)
        positions = {each.position for each in given}
        if not told:
            return positions if kind is Kind.TRUE_FALSE else set()
        if told == NOTHING:
            return set()
        stays = set(positions_of(told) or ())
        if not stays or not stays <= positions:
            self._say_unread(Field.STAYS)
        return stays & positions

    def _difficulty(self) -> Difficulty | None:
        word = self.text(Field.DIFFICULTY)
        difficulty = difficulty_of(word)
        if word and difficulty is None:
            self._say_unread(Field.DIFFICULTY)
        return difficulty

    def _day(self, name: Field) -> date | None:
        text = self.text(name)
        day = day_in(text)
        if text and day is None:
            self._say_unread(name)
        return day

    def _say_unread(self, name: Field) -> None:
        heading = self.headings[self.header.fields[name]]
        self._say(Code.FIELD_LEFT_OUT, field=first_words(heading))

    def _say(self, code: Code, **params: str | int) -> None:
        self.said.append(Remark(self.at, code, params))


def audiences_in(text: str) -> frozenset[str]:
    """Several audiences stand between semicolons or in lines."""
    return frozenset(word for each in re.split(r"[;\n]", text) if (word := each.strip(BLANKS)))


def basis_in(documents: str, articles: str) -> tuple[LegalBasis, ...]:
    """A document a line, with its article in the same line of the cell beside it."""
    named = list(islice(_lines(documents), _MOST_DOCUMENTS + 1))
    placed = list(islice(_lines(articles), _MOST_DOCUMENTS + 1))
    if len(named) < 2 or len(placed) > len(named) or len(named) > _MOST_DOCUMENTS:
        whole = LegalBasis(documents.strip(BLANKS), " ".join(filter(None, _lines(articles))))
        return (whole,) if whole.document or whole.article else ()
    placed += [""] * (len(named) - len(placed))
    return tuple(LegalBasis(*pair) for pair in zip(named, placed, strict=True))


def _lines(text: str) -> Iterator[str]:
    lines = (line.strip(BLANKS) for line in text.split("\n"))
    return ("" if line == NOTHING else line for line in lines)


def day_in(text: str) -> date | None:
    """A day as d/m/y (with points or hyphens too) or y-m-d; None for all else."""
    for form, order in _DAYS:
        if match := form.fullmatch(text):
            try:
                return date(*(int(match[each]) for each in order))
            except ValueError:
                return None
    return None
