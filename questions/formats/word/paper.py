"""Which lines of a document belong together: questions, their options, and what is said of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from questions.formats.reading import Code, Remark
from questions.formats.text_file import first_words
from questions.formats.word.answers import answer_of, letters_of
from questions.formats.word.basis import split_bases
from questions.formats.word.belonging import Whose
from questions.formats.word.drafts import Draft, OptionDraft
from questions.formats.word.key_lines import key_within
from questions.formats.word.labels import Family, FieldName, OptionLabel, asked_below
from questions.formats.word.listed import has_list
from questions.formats.word.loose import Loose
from questions.formats.word.outlook import Outlook
from questions.formats.word.parts import Parts
from questions.formats.word.rich import Rich, joined
from questions.formats.word.segments import Segment, What
from questions.formats.word.sorting import is_of_all
from questions.formats.word.tail import Tail
from questions.text import fold

_MOST_OPTIONS = 26  # letters; how many a question may have is decided later
_BEFORE_OPTIONS = (FieldName.DIFFICULTY, FieldName.TOPIC, FieldName.CODE, FieldName.KIND)
_GOES_ON = "&\\$+√{}<>=/^"  # with these no sentence begins


@dataclass
class Paper:
    """A document read line by line."""

    outlook: Outlook
    drafts: list[Draft] = field(default_factory=list)
    tail: Tail = field(default_factory=Tail)
    whose: Whose = field(default_factory=Whose)
    left_out: list[Remark] = field(default_factory=list)
    current: Draft | None = None
    loose: Loose = field(default_factory=Loose)
    parts: Parts = field(default_factory=Parts)
    is_of_statements: bool = False
    is_tail: bool = False  # after the questions: keys and explanations
    is_below: bool = False  # below the options of the current question
    is_awaited: bool = False  # the key of the current question stands on the next line
    takes_text: bool = False  # lines below a question go on with its explanation
    next_code: str = ""
    heading: Segment | None = None  # stands above keys of which none has come so far

    def read(self, segments: Sequence[Segment]) -> None:
        """Read all lines in their order."""
        for at, segment in enumerate(segments):
            self._take(at, segment)
        self._close()
        self._say_heading()
        self.left_out += self.parts.drop()

    def _take(self, at: int, segment: Segment) -> None:
        if self.is_awaited and segment.what is not What.BLANK:
            self.is_awaited = False
            if self.current and answer_of(segment.rich.text).positions:
                self.current.keys.append(segment.rich.text)
                return
        if segment.what is What.TEXT and segment.values is None:
            self._see_paper(segment)
        _TAKERS[self.outlook.what(at, self.current, self.is_tail)](self, at, segment)

    def _see_paper(self, segment: Segment) -> None:
        """A line that may name the paper of what comes."""
        is_first = not self.drafts and not self.is_tail
        before = self.whose.of_keys
        self.whose.see(segment.rich.text, is_first)
        if before != self.whose.of_keys:
            self.tail.close()

    def _blank(self, _at: int, segment: Segment) -> None:
        if self.loose.lines:
            self.loose.add(segment)
        if not self.is_tail and self.takes_text and self.current and not self.current.explanation:
            self.takes_text = False

    def _stem(self, at: int, segment: Segment) -> None:
        label = segment.stem
        if self.is_tail and not self.outlook.is_asked(at) and segment.values is None:
            self._close()
            self.heading = None
            self.tail.begin(segment, label.number or 0 if label else 0, self.whose.of_keys)
            return
        self._close()
        self.is_tail = False
        self._begin(segment.at, label.number if label else None)
        if self.current:
            self.current.tag = label.tag if label else ""
            self.current.is_own = segment.values is not None
            self.current.stem = [_value(segment)]

    def _begin(self, at: int, number: int | None) -> None:
        self._say_heading()
        self.current = Draft(
            at, number, topic=self.parts.ask(), is_of_statements=self.is_of_statements
        )
        self.current.ends_at = at
        self.current.names = self.whose.ask()
        if self.next_code:
            self.current.fields[FieldName.CODE] = (self.next_code,)
            self.next_code = ""
        self.drafts.append(self.current)
        self.is_below = self.takes_text = False

    def _option(self, at: int, segment: Segment) -> None:
        label = segment.option
        if label is None:
            return
        if self.is_tail:
            self._text(at, segment)
            return
        current = self.current
        is_small = bool(current and current.options and current.options[0].is_small)
        if current and is_small and not label.is_small and not self.is_below:
            self._option_of_other_kind(at, segment, current)
        elif current is None or (
            self._is_full(current) and label.position == 0 and not segment.values
        ):
            self._option_without_question(at, segment)
        elif (self.is_below and segment.values is None) or self._is_other_list(current, label):
            self._text(at, segment)
        else:
            self._next_option(at, segment, current)

    def _is_other_list(self, current: Draft, label: OptionLabel) -> bool:
        """Whether small letters stand within an option with a large one."""
        return bool(current.options) and label.is_small and not current.options[0].is_small

    def _is_full(self, current: Draft) -> bool:
        return len(current.options) >= 2 or (self.is_below and bool(current.options))

    def _option_without_question(self, at: int, segment: Segment) -> None:
        """An A where none is expected: the loose lines before it ask, unless they explain."""
        if segment.option is None or segment.option.position != 0:
            self.loose.add(segment)
            return
        lines = self.loose.take_asking(not self.drafts)
        if self.is_below and not lines:
            self._say_options(at, segment)
            self._text(at, segment)
            return
        self._close()
        number = (self.drafts[-1].number or len(self.drafts)) + 1 if self.drafts else 1
        self._begin(lines[0].at if lines else segment.at, number)
        if self.current:
            self.current.stem = [each.rich for each in lines]
            self._next_option(at, segment, self.current)

    def _say_options(self, at: int, segment: Segment) -> None:
        """Several options amid an explanation: they may be of a question without a number."""
        later = self.outlook.following(at)
        if later and later.option and later.option.position == 1:
            self.left_out.append(Remark(segment.at, Code.NO_STEM))

    def _option_of_other_kind(self, at: int, segment: Segment, current: Draft) -> None:
        """Small letters that large ones follow were part of the question's words."""
        if segment.option and segment.option.position == 0:
            for each in current.options:
                current.stem.append(joined([each.label, each.body], " "))
            current.options = []
            self._next_option(at, segment, current)
        else:
            self._text(at, segment)

    def _next_option(self, at: int, segment: Segment, current: Draft) -> None:
        label = segment.option
        count = len(current.options)
        if label is None or (count == 0 and label.position > 0 and not segment.values):
            self._text(at, segment)
            return
        is_next = label.position >= count or label.position == count - 1 or segment.values
        if not is_next or count >= _MOST_OPTIONS:
            self._text(at, segment)
            return
        self._drop_loose()
        letter = count if segment.values and count else label.position
        option = OptionDraft(
            segment.label, [_value(segment)], label.is_starred, label.stays, label.is_small, letter
        )
        current.options.append(option)
        current.ends_at = segment.at

    def _field(self, at: int, segment: Segment) -> None:
        name = segment.field
        if name is None:
            return
        if self.is_tail and self.tail.solutions:
            self.tail.add_text(segment.rich.text)
            return
        current = self.current
        if name is FieldName.CODE and self.outlook.codes_come_first and segment.values is None:
            self._close()
            self.next_code = segment.body.text
        elif name is FieldName.TOPIC and self.outlook.topics_are_headings and not segment.values:
            self._close()
            self.parts.topic = segment.body.text
        elif name is FieldName.KEY and not segment.values and not segment.body.text:
            if current and not current.options:
                self._text(at, segment)
            else:
                self._heading(at, segment)
        elif name is FieldName.KEY and self._is_of_all(at, segment):
            self._end(at, segment)
            self._add_letters(segment.at, segment.body.text)
        elif current is None or not self._takes(current, segment):
            self._text(at, segment)
        else:
            self._note_field(current, name, segment)

    def _takes(self, current: Draft, segment: Segment) -> bool:
        """Whether such a line can be a field of the question, and no part of its words."""
        if current.options or segment.values is not None or segment.field in _BEFORE_OPTIONS:
            return True
        if segment.field is FieldName.KEY:
            answer = answer_of(segment.body.text)
            return bool(answer.positions or answer.truths or current.items or has_list(current))
        return False

    def _note_field(self, current: Draft, name: FieldName, segment: Segment) -> None:
        self._drop_loose()
        self.is_below = bool(current.options or segment.values is not None)
        current.ends_at = segment.at
        values = segment.values if segment.values is not None else (segment.body.text,)
        if name is FieldName.KEY:
            current.keys.append("".join(values))
        elif name is FieldName.EXPLANATION:
            key = key_within(values[0]) if segment.values is None else ""
            (current.keys if key else current.explanation).append(key or "".join(values))
        elif name is FieldName.BASIS:
            own = (values[0], "".join(values[1:]))
            current.basis += split_bases(values[0]) if segment.values is None else [own]
        else:
            current.fields[name] = (*current.fields.get(name, ()), *values)
        self.takes_text = segment.values is None and name in (FieldName.KEY, FieldName.EXPLANATION)

    def _part(self, _at: int, segment: Segment) -> None:
        """The heading of a part; what it is called is the topic of its questions."""
        self._close()
        self.is_tail = False
        self.tail.close()
        self.whose.part(segment.rich.text)
        self.is_of_statements = "dung sai" in fold(segment.rich.text).replace("/", " ")
        self.left_out += self.parts.drop()
        if not self.parts.begin(segment):
            self.loose.add(segment)

    def _add_letters(self, at: int, text: str) -> None:
        self.tail.add_letters(at, text, len(self.drafts), self.whose.of_keys)

    def _end(self, _at: int, segment: Segment) -> None:
        self.whose.keys(segment.rich.text)
        self._close()
        self.is_tail = True
        self.tail.close()

    def _key_list(self, _at: int, segment: Segment) -> None:
        """Keys by numbers; one right below its own question needs no list."""
        (number, key), *others = segment.entries
        current = self.current
        if current and current.options and not others and number == current.number:
            self._drop_loose()
            current.keys.append(key)
            current.ends_at = segment.at
            self.is_below = self.takes_text = True
            return
        self._close()
        self.is_tail = True
        self.heading = self.parts.waiting = None
        names = self.whose.of_line(segment.names)
        self.tail.add_keys(segment, len(self.drafts), names)

    def _heading(self, at: int, segment: Segment) -> None:
        """A word for keys alone: of the question before it, or of the whole paper."""
        later = self.outlook.next_line(at)
        is_list = is_of_all(self.outlook.letters_below(at), self.drafts)
        if self.current and self.current.options and later and not is_list:
            answer = answer_of(later.rich.text)
            is_number = any(map(str.isdigit, later.rich.text)) and not self.outlook.ends_below(at)
            is_key = answer.positions and not answer.rest and not is_number
            if later.what is not What.KEYS and is_key:
                self.is_awaited = self.is_below = True
                return
        self._end(at, segment)
        self.heading = segment

    def _is_of_all(self, at: int, segment: Segment) -> bool:
        """Whether letters behind "Đáp án:" are those of all questions, and not of the last."""
        letters = letters_of(segment.body.text)
        if self.outlook.is_asked_later(at) or not is_of_all(letters, self.drafts):
            return False
        return len(letters) == len(self.drafts) or list(letters) != sorted(set(letters))

    def _say_heading(self) -> None:
        """A heading of keys that have not come."""
        if self.heading:
            params = {"text": first_words(self.heading.rich.text)}
            self.left_out.append(Remark(self.heading.at, Code.TEXT_LEFT_OUT, params))
        self.heading = None

    def _solutions_heading(self, at: int, segment: Segment) -> None:
        later = self.outlook.next_line(at)
        is_of_all = later is None or later.what in (What.STEM, What.KEYS, What.KEYS_HEADING)
        if self.current and self.current.keys and later and later.what is What.STEM:
            is_of_all = not self.outlook.comes_again(at, (self.current.number or 0) + 1)
        if self.current and self.current.options and not is_of_all:
            self._drop_loose()
            self.is_below = self.takes_text = True
        else:
            self._end(at, segment)

    def _table(self, _at: int, segment: Segment) -> None:
        self._close()
        self.is_tail = False
        names = self.whose.ask() if segment.drafts else None
        for draft in segment.drafts:
            draft.names = names or draft.names
            self.parts.topic = draft.topic = draft.topic or self.parts.ask()
        self.drafts += segment.drafts

    def _text(self, at: int, segment: Segment) -> None:
        current = self.current
        is_list = self.is_tail and not segment.is_cell and self.tail.takes_letters()
        if is_list and letters_of(segment.rich.text):
            self.heading = None
            self._add_letters(segment.at, segment.rich.text)
        elif self.is_tail and self.tail.solutions and self.tail.solutions[-1].is_open:
            self.tail.add_text(segment.rich.text)
        elif current is None or self.is_tail:
            self.loose.add(segment)
        elif not current.options and not self.is_below:
            target = current.items if segment.is_bullet else current.stem
            target.append(segment.rich)
            if segment.stem:
                current.listed = segment.stem.number or 0
            current.ends_at = segment.at
        elif self.is_below:
            self._text_below(at, segment, current)
        elif self._goes_on(at, segment, current):
            self._drop_loose()
            current.options[-1].lines.append(segment.rich)
            current.ends_at = segment.at
        else:
            self.loose.add(segment)

    def _goes_on(self, at: int, segment: Segment, current: Draft) -> bool:
        """Whether a line belongs to the option before it."""
        if not segment.begins_paragraph and not self.loose.lines:
            return True
        later = self.outlook.following(at)
        label = later.option if later and later.what is What.OPTION else None
        if label is not None and label.position == len(current.options):
            return True
        first = segment.rich.text[:1]
        return not self.loose.lines and (first.islower() or first in _GOES_ON)

    def _text_below(self, at: int, segment: Segment, current: Draft) -> None:
        is_asking = self.outlook.is_asked(at) and self.outlook.family is Family.NONE
        is_asking = is_asking or asked_below(segment.rich.text) > (current.number or 0)
        if is_asking or not self.takes_text or self.loose.lines:
            self.loose.add(segment)
            return
        current.explanation.append(segment.rich.text)
        current.ends_at = segment.at

    def _drop_loose(self) -> None:
        self.left_out += self.loose.drop()

    def _close(self) -> None:
        self._drop_loose()
        self.current = None
        self.is_below = self.takes_text = self.is_awaited = False


def _value(segment: Segment) -> Rich:
    """The words behind a label; those that our own writer wrote, to the letter."""
    return segment.body if segment.values is None else segment.rich.cut(segment.length)


_TAKERS: Mapping[What, Callable[[Paper, int, Segment], None]] = {
    What.BLANK: Paper._blank,
    What.STEM: Paper._stem,
    What.OPTION: Paper._option,
    What.FIELD: Paper._field,
    What.PART: Paper._part,
    What.END: Paper._end,
    What.KEYS: Paper._key_list,
    What.KEYS_HEADING: Paper._heading,
    What.SOLUTIONS_HEADING: Paper._solutions_heading,
    What.TABLE: Paper._table,
    What.TEXT: Paper._text,
}
