"""What a document says of its questions elsewhere: lists of keys, and explanations by number."""

import re
from dataclasses import dataclass, field, replace

from questions.formats.word.answers import letters_of
from questions.formats.word.basis import split_bases
from questions.formats.word.belonging import NOBODY, Names
from questions.formats.word.drafts import KeyList, LetterList, Solution
from questions.formats.word.key_lines import begins_with_letters, key_within
from questions.formats.word.labels import FieldName, field_label
from questions.formats.word.segments import Segment

_REMARK = re.compile(r"\([^()]{1,40}\)\s{0,3}[:.–-]?\s{0,3}")  # "(0,5 điểm) Đáp án B"


@dataclass
class Tail:
    """Keys and explanations so far."""

    keys: list[KeyList] = field(default_factory=list)
    solutions: list[Solution] = field(default_factory=list)
    letters: list[LetterList] = field(default_factory=list)
    has_letters: bool = False  # whether the last lines were mere letters
    is_open: bool = False  # whether the last list of keys goes on

    def add_keys(self, segment: Segment, question_count: int, names: Names = NOBODY) -> None:
        """Add the keys of a line; a table or a number that comes again begins another list."""
        numbers = {number for number, _ in self.keys[-1].entries} if self.is_open else set()
        comes_again = any(number in numbers for number, _ in segment.entries)
        if not self.is_open or comes_again or self.keys[-1].names != names:
            self.keys.append(KeyList(segment.at, after=question_count, names=names))
        self.keys[-1].entries.extend(segment.entries)
        self.is_open = True
        self.solutions += (replace(each, names=names) for each in segment.solutions)
        if len(segment.entries) == 1:  # what explains it may follow
            number = segment.entries[0][0]
            self.solutions.append(Solution(segment.at, number, is_open=False, names=names))

    def close(self) -> None:
        """What comes is no more of the last list."""
        self.is_open = self.has_letters = False

    def takes_letters(self) -> bool:
        """Whether a line of mere letters is a list of keys, and not the key of a solution."""
        return not self.solutions or self.has_letters

    def add_letters(self, at: int, text: str, question_count: int, names: Names = NOBODY) -> None:
        """Add letters without numbers: of the questions since the last such list."""
        if not self.has_letters:
            last = self.letters[-1] if self.letters else None
            start = last.end if last and last.names == names else 0
            self.letters.append(LetterList(at, start=start, end=question_count, names=names))
        self.letters[-1].letters += letters_of(text)
        self.has_letters = True

    def begin(self, segment: Segment, number: int, names: Names = NOBODY) -> None:
        """Begin the explanation of a question; it may begin with the key itself."""
        self.solutions.append(Solution(segment.at, number, names=names))
        text = segment.body.text
        if (remark := _REMARK.match(text)) and key_within(text[remark.end() :]):
            self.solutions[-1].lines.append(remark[0].strip())
            text = text[remark.end() :]
        if begins_with_letters(text):
            self.solutions[-1].keys.append(text)
        else:
            self.add_text(text)

    def add_text(self, text: str) -> None:
        """Add a line to the explanation; one that names the right option is a key as well."""
        solution = self.solutions[-1]
        found = field_label(text)
        name, value = (found[0], text[found[1] :].strip()) if found else (None, text)
        key = value if name is FieldName.KEY else ""
        if name in (None, FieldName.EXPLANATION):
            key = key_within(value)
        if key:
            solution.keys.append(key)
        elif name is FieldName.BASIS:
            solution.basis += split_bases(value)
        else:
            solution.lines.append(value if name is FieldName.EXPLANATION else text)
        solution.is_open = True
