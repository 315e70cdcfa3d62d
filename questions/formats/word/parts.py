"""The headings of parts: the topic of the questions below, and a word where none come."""

from dataclasses import dataclass

from questions.formats.reading import Code, Remark
from questions.formats.text_file import first_words
from questions.formats.word.segments import Segment
from questions.text import fold

_LONGEST_TOPIC = 90
_NO_TOPIC = (
    *("trac nghiem", "tu luan", "thi sinh", "lua chon", "phuong an", "cau hoi", "diem", "cau "),
    *("dung sai", "dung/sai", "tra loi", "phan chung", "phan rieng"),
)


@dataclass
class Parts:
    """The topic that holds, and the heading that named it while no question has come."""

    topic: str = ""
    waiting: Segment | None = None

    def begin(self, segment: Segment) -> bool:
        """Whether a heading names a topic; one that only counts the part says nothing more."""
        name = segment.body.text.strip(" .:")
        folded = fold(name)
        is_topic = len(name) <= _LONGEST_TOPIC and not any(each in folded for each in _NO_TOPIC)
        if name and is_topic:
            self.topic, self.waiting = name, segment
        return is_topic

    def ask(self) -> str:
        """A question begins: its topic."""
        self.waiting = None
        return self.topic

    def drop(self) -> list[Remark]:
        """Say the heading below which no question came."""
        segment, self.waiting = self.waiting, None
        if segment is None:
            return []
        params = {"text": first_words(segment.rich.text)}
        return [Remark(segment.at, Code.TEXT_LEFT_OUT, params)]
