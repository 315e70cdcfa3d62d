"""What a document says of its questions elsewhere: lists of keys, and explanations by number."""

from dataclasses import dataclass, field

from questions.formats.word.answers import answer_of
from questions.formats.word.drafts import KeyList, Solution
from questions.formats.word.labels import FieldName, field_label
from questions.formats.word.segments import Segment


@dataclass
class Tail:
    """Keys and explanations so far."""

    keys: list[KeyList] = field(default_factory=list)
    solutions: list[Solution] = field(default_factory=list)
    is_open: bool = False  # whether the last list of keys goes on

    def add_keys(self, segment: Segment, question_count: int) -> None:
        """Add the keys of a line; a table or a number that comes again begins another list."""
        numbers = {number for number, _ in self.keys[-1].entries} if self.is_open else set()
        comes_again = any(number in numbers for number, _ in segment.entries)
        if not self.is_open or comes_again:
            self.keys.append(KeyList(segment.at, after=question_count))
        self.keys[-1].entries.extend(segment.entries)
        self.is_open = True

    def begin(self, segment: Segment, number: int) -> None:
        """Begin the explanation of a question."""
        self.solutions.append(Solution(segment.at, number))
        self.add_text(segment.body.text)

    def add_text(self, text: str) -> None:
        """Add a line to the explanation; one that names the right option is a key as well."""
        solution = self.solutions[-1]
        found = field_label(text)
        if found is None:
            solution.lines.append(text)
            return
        name, length = found
        value = text[length:].strip()
        if name is FieldName.KEY:
            solution.keys.append(value)
            rest = answer_of(value).rest
            solution.lines += [rest] if rest else []
        else:
            solution.lines.append(value if name is FieldName.EXPLANATION else text)
