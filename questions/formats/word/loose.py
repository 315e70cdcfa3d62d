"""Lines of a document that belong to nothing so far: a question may take them, or they are said."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from questions.formats.reading import Code, Remark
from questions.formats.text_file import first_words
from questions.formats.word.segments import Segment, What
from questions.pictures import names_in, without_marks

_MOST_SAID = 60  # lines: more never fit into what is said


@dataclass
class Loose:
    """The lines that stand together, blank ones among them."""

    lines: list[Segment] = field(default_factory=list)

    def add(self, segment: Segment) -> None:
        self.lines.append(segment)

    def take_asking(self, is_first: bool) -> list[Segment]:
        """Take the lines that an option follows: those after the last blank line.

        Of those before the first question of a document the last one alone.
        """
        kept = list(self.lines)
        while kept and kept[-1].what is What.BLANK:
            kept.pop()
        asking: list[Segment] = []
        while kept and kept[-1].what is not What.BLANK:
            asking.insert(0, kept.pop())
            if is_first:
                break
        self.lines = kept
        return asking

    def drop(self) -> Iterator[Remark]:
        """Say what belongs to nothing: its first words, once for lines that stand together."""
        words = [each for each in self.lines if each.what is not What.BLANK]
        self.lines = []
        if words:
            said = first_words(
                " ".join(without_marks(each.rich.text) for each in words[:_MOST_SAID])
            )
            if said:
                yield Remark(words[0].at, Code.TEXT_LEFT_OUT, {"text": said})
        for each in words:
            if names_in(each.rich.text):
                params = {"why": "picture-outside"}
                yield Remark(each.at, Code.PICTURE_LEFT_OUT, params)
