"""What a line is when one sees the lines after it, and the whole of the document."""

from collections.abc import Sequence

from questions.formats.word.answers import letters_of, names_key
from questions.formats.word.drafts import Draft
from questions.formats.word.labels import (
    Family,
    FieldName,
    OptionLabel,
    StemLabel,
    option_label,
    stem_label,
)
from questions.formats.word.segments import Segment, What
from questions.model import MOST_OPTIONS

_LONGEST_LIST = 20  # lines within a question's words
_LONGEST_LETTERS = 400  # lines
_FEW = 5  # keys on a line: fewer may be words of a question


class Outlook:
    """Knows how the questions of a document are numbered, and what follows each line."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self.family = self._chosen_family()
        self.next = self._next_marks()
        self.topics_are_headings = self._stand_before(FieldName.TOPIC)
        self.codes_come_first = self._stand_before(FieldName.CODE)

    def _chosen_family(self) -> Family:
        """The family of numbers that options follow; words before digits."""
        counts = dict.fromkeys(Family, 0)
        waiting: dict[Family, bool] = {}
        for each in self.segments:
            if each.what is What.STEM and each.stem:
                waiting[each.stem.family] = True
            elif each.what is What.OPTION and each.option and each.option.position == 0:
                for family, is_waiting in waiting.items():
                    counts[family] += is_waiting
                waiting.clear()
        words, numbers = counts[Family.WORD], counts[Family.NUMBER]
        if words and words * 3 >= numbers:
            return Family.WORD
        others = (Family.NUMBER, Family.LESSON, Family.LEVELS, Family.BRACKETS)
        most = max(others, key=lambda each: counts[each])  # the first of equals
        return most if counts[most] else self._family_without_options()

    def _family_without_options(self) -> Family:
        found = [each.stem.family for each in self.segments if each.what is What.STEM and each.stem]
        return Family.WORD if Family.WORD in found else Family.NONE

    def _next_marks(self) -> list[int]:
        """For each line the next one that is not mere words; their count where there is none."""
        marks = [len(self.segments)] * len(self.segments)
        following = len(self.segments)
        for at in range(len(self.segments) - 1, -1, -1):
            marks[at] = following
            if self._is_mark(self.segments[at]):
                following = at
        return marks

    def _is_mark(self, segment: Segment) -> bool:
        match segment.what:
            case What.TEXT | What.BLANK:
                return False
            case What.STEM:
                return segment.stem is None or segment.stem.family is self.family
            case What.KEYS:
                return len(segment.entries) > 1
            case What.FIELD:
                return segment.field is FieldName.KEY
        return True

    def _stand_before(self, name: FieldName) -> bool:
        """Whether such a line stands above the question that it speaks of, and not below."""
        for each in self.segments:
            if each.what is What.STEM or each.what is What.OPTION:
                return False
            if each.what is What.FIELD and each.field is name:
                return each.values is None
        return False

    def following(self, at: int) -> Segment | None:
        """The next line that is not mere words."""
        return self.segments[self.next[at]] if self.next[at] < len(self.segments) else None

    def is_asked(self, at: int) -> bool:
        """Whether options come next, the first of them first."""
        later = self.next[at]
        number = self._number(at)
        if number and later < len(self.segments) and self._number(later) == 1:
            later = self._behind_list(later)
        found = self.segments[later] if later < len(self.segments) else None
        return found is not None and found.option is not None and found.option.position == 0

    def _number(self, at: int) -> int:
        """The number of a question, or of a line in a list; 0 where there is none."""
        segment = self.segments[at]
        is_stem = segment.what is What.STEM and segment.values is None and segment.stem
        if not is_stem or not segment.stem or segment.stem.family is not Family.NUMBER:
            return 0
        return segment.stem.number or 0

    def _behind_list(self, at: int) -> int:
        """The next line that is no number, from one on: numbers that begin anew are a list."""
        for _ in range(_LONGEST_LIST):
            if at >= len(self.segments) or not self._number(at):
                break
            at = self.next[at]
        return at

    def next_line(self, at: int) -> Segment | None:
        """The next line that is not blank."""
        for later in range(at + 1, min(at + 8, len(self.segments))):
            if self.segments[later].what is not What.BLANK:
                return self.segments[later]
        return None

    def comes_again(self, at: int, number: int) -> bool:
        """Whether the question of a number begins soon below: the same number here is a list's."""
        for later in range(at + 1, min(at + 1 + _LONGEST_LIST * 3, len(self.segments))):
            label = self.segments[later].stem
            if self.segments[later].what is What.PART:
                break
            is_it = label and label.family is self.family and label.number == number
            if is_it and self.is_asked(later):
                return True
        return False

    def ends_below(self, at: int) -> bool:
        """Whether the line after the next is another question's: the next one speaks of this."""
        below = [
            each.what for each in self.segments[at + 1 : at + 9] if each.what is not What.BLANK
        ]
        return len(below) > 1 and below[1] is What.STEM

    def is_asked_later(self, at: int) -> bool:
        """Whether a question begins behind a line."""
        return any(each.what is What.STEM for each in self.segments[at + 1 :])

    def letters_below(self, at: int) -> str:
        """The letters of the lines below that hold nothing else."""
        found = ""
        for segment in self.segments[at + 1 : at + 1 + _LONGEST_LETTERS]:
            letters = letters_of(segment.rich.text)
            if not letters and segment.what is not What.BLANK:
                break
            found += letters
        return found

    def what(self, at: int, current: Draft | None, is_tail: bool) -> What:
        """What the line is, after the question that was begun last."""
        segment = self.segments[at]
        if segment.what is What.KEYS:
            return self._keys(at, segment, current, is_tail)
        if segment.what is What.STEM and segment.values is None:
            return What.STEM if is_tail or self._is_stem(at, segment, current) else What.TEXT
        if segment.what is What.PART:
            return self._part(segment, current)
        return segment.what

    def _keys(self, at: int, segment: Segment, current: Draft | None, is_tail: bool) -> What:
        count = len(segment.entries)
        is_open = current is not None and not current.options
        is_data = is_open and (count < _FEW or self.is_asked(at))
        if is_tail or (count > 1 and not is_data):
            return What.KEYS
        text = segment.rich.text
        is_named = names_key(text) or self._is_list_of_keys(at)
        if count == 1 and not self.is_asked(at) and is_named:
            return What.KEYS
        segment.stem, segment.option = stem_label(text), option_label(text)
        if segment.stem:
            segment.length = segment.stem.length
            return What.STEM if self._is_stem(at, segment, current) else What.TEXT
        return What.TEXT

    def _is_list_of_keys(self, at: int) -> bool:
        """Whether the line before or after it is a key as well."""
        around = [self.next_line(at), *self.segments[max(0, at - 1) : at]]
        return any(each is not None and each.what is What.KEYS for each in around)

    def _is_stem(self, at: int, segment: Segment, current: Draft | None) -> bool:
        label = segment.stem
        if label is None:
            return False
        if label.family is self.family:
            if self.family is Family.WORD:
                return True
            return self._is_next_number(at, label.number or 0, current)
        is_after = current is not None and len(current.options) > 1
        known = current.number if current else None
        return is_after and self.is_asked(at) and label.number == (known or 0) + 1

    def _is_next_number(self, at: int, number: int, current: Draft | None) -> bool:
        """Numbers count on; a list within a question does not take it over."""
        if current is None:
            return self.is_asked(at)
        known = current.number or 0
        if not current.options:
            is_in_list = current.listed and number == current.listed + 1
            has_ended = self.is_asked(at) or bool(current.keys)
            return number == known + 1 and has_ended and not is_in_list
        if number == known + 1:
            is_list = current.keys and not self.is_asked(at) and self.comes_again(at, number)
            return not is_list
        return self.is_asked(at) and (number > known or number == 1)

    def _asks_in_roman(self, segment: Segment) -> bool:
        """Whether Roman numbers count the questions: no others do, and a question is asked."""
        is_roman = segment.rich.text[:1] in "IVX"
        return is_roman and self.family is Family.NONE and segment.body.text.endswith(("?", ":"))

    def _part(self, segment: Segment, current: Draft | None) -> What:
        """Roman numbers within a question are a list of its own; I also comes after H."""
        is_open = current is not None and not current.options
        if current and len(current.options) == MOST_OPTIONS and segment.rich.text[0] in "Ii":
            is_small = segment.rich.text[0] == "i"
            segment.option = OptionLabel(MOST_OPTIONS, is_small, segment.length)
            return What.OPTION
        if self._asks_in_roman(segment):
            segment.what, segment.stem = What.STEM, StemLabel(Family.NONE, None, segment.length)
            return What.STEM
        is_roman = segment.rich.text[:1] in "IVXivx"
        return What.TEXT if is_open and is_roman else What.PART
