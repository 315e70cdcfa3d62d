"""One row of a table as a question, and what in it could not be understood."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from questions.formats.field_words import difficulty_of, is_any_choice, kind_of
from questions.formats.keys import positions_of
from questions.formats.reading import At, Code, Remark
from questions.formats.table_choice import NOTHING, Choice, choice_of, decide
from questions.formats.table_header import Field, Header
from questions.formats.table_options import Given, options_in, whole_in, without_letters
from questions.formats.text_file import BLANKS, first_words, has_controls
from questions.model import (
    FEWEST_OPTIONS,
    Difficulty,
    Kind,
    LegalBasis,
    Option,
    Question,
)

Keys = Mapping[int, tuple[str, ...]]  # what is said of a question, by its number
_MOST_OPTIONS = 26
_MOST_DOCUMENTS = 40
_NUMBER = re.compile(r"(?:câu(?: hỏi)?\s*)?(?:số\s*)?([0-9]{1,6})\s*[.):]?", re.IGNORECASE)
_LABEL = re.compile(r"câu(?: hỏi)?\s*(?:số\s*)?([0-9]{1,4})\s*[.):]\s*(?=\S)", re.IGNORECASE)
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
    answers: Keys = field(default_factory=dict)  # that stand apart
    said: list[Remark] = field(default_factory=list)
    counts_from_nought: bool = False  # some key is 0: one cannot tell which option a digit means

    def text(self, name: Field) -> str:
        column = self.header.fields.get(name)
        return self.cells.get(column, "").strip(BLANKS) if column is not None else ""

    @property
    def number(self) -> int:
        """By which other tables mean the question; 0 where it has none."""
        label = _LABEL.match(self.text(Field.STEM))
        return number_in(self.text(Field.NUMBER)) or (int(label[1]) if label else 0)

    @property
    def is_ours(self) -> bool:
        """Whether we wrote the table: all stands there as it was, and a letter is a letter."""
        return Field.STAYS in self.header.fields

    def read(self) -> Question | Remark | None:
        """A question, the reason why it is none, or nothing where nothing is said."""
        columns = {column for name, column in self.header.fields.items() if name != Field.NUMBER}
        columns |= {*self.header.options.values(), *self.header.more_keys}
        texts = [self.cells[column] for column in columns if column in self.cells]
        if not any(text.strip(BLANKS) for text in texts):
            self._say_heading()
            return None
        if any(map(has_controls, texts)):
            return Remark(self.at, Code.BAD_TEXT)
        kind = self._kind()
        choice = self._choice(kind)
        count = len(choice.given)
        if count < FEWEST_OPTIONS:
            return Remark(self.at, Code.TOO_FEW_OPTIONS, {"count": count})
        if count > _MOST_OPTIONS:
            return Remark(self.at, Code.TOO_MANY_OPTIONS, {"count": count})
        return self._question(kind, choice) if choice.stem else Remark(self.at, Code.NO_STEM)

    def _say_heading(self) -> None:
        """A row of a number alone says nothing; words in its place do: "Phần I"."""
        words = self.text(Field.NUMBER)
        if words and not number_in(words):
            self._say(Code.TEXT_LEFT_OUT, text=first_words(words))

    def _question(self, kind: Kind | None, choice: Choice) -> Question:
        decided = decide(kind, choice)
        said = (
            each for each in decided.said if not self.is_ours or each.code is not Code.KEY_AS_LETTER
        )
        self.said += [replace(each, at=self.at) for each in said]
        kind, right, given = decided.kind, decided.right, choice.given
        stays = self._stays(kind, given)
        options = (
            Option(each.text, at in right, each.position in stays) for at, each in enumerate(given)
        )
        return Question(
            kind,
            choice.stem,
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

    def _choice(self, kind: Kind | None) -> Choice:
        """What is asked: options in columns of their own, in one cell, or below the question."""
        stem, keys = self.text(Field.STEM), [self.text(Field.KEY)]
        keys += [self.cells.get(column, "").strip(BLANKS) for column in self.header.more_keys]
        keys += self.answers.get(self.number, ())
        keys = list(self._sure(keys))
        own = {
            position: text
            for position, column in sorted(self.header.options.items())
            if (text := self.cells.get(column, "").strip(BLANKS))
        }
        given = [Given(*pair) for pair in own.items()] or options_in(self.text(Field.OPTIONS))
        if not given and (whole := whole_in(stem)):
            stem, given = whole.stem, whole.options
            keys.append(whole.key)
        if not self.is_ours:
            given, stem = without_letters(given), without_number(stem)
        return choice_of(kind, stem, given, keys, has_marks=not self.is_ours or not any(keys))

    def _sure(self, keys: list[str]) -> Iterator[str]:
        """The keys without digits whose meaning is open."""
        for key in keys:
            if self.counts_from_nought and key.isdecimal() and key != "0":
                self._say(Code.KEY_UNSURE, key=first_words(key))
            else:
                yield key

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


def number_in(text: str) -> int:
    """The number of a text that only counts a question, "1", "1." or "Câu 1"; 0 for another."""
    match = _NUMBER.fullmatch(text)
    return int(match[1]) if match else 0


def without_number(stem: str) -> str:
    """A question's words without "Câu 1:" before them."""
    label = _LABEL.match(stem)
    return stem[label.end() :].strip() if label else stem


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
