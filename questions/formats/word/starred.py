"""Papers without numbers and letters: a line each, a star before what is right, blank lines."""

from collections.abc import Iterator, Sequence

from questions.formats.reading import Code, Remark
from questions.formats.text_file import first_words
from questions.formats.word.drafts import Draft, OptionDraft
from questions.formats.word.labels import Family, stem_label
from questions.formats.word.rich import Rich
from questions.formats.word.segments import Segment, What

_STARS = "*✓✔√☑"


def is_starred_paper(segments: Sequence[Segment]) -> bool:
    """Whether lines have stars, and hardly any has an option's letter."""
    stars = sum(each.rich.text[:1] in _STARS for each in segments if each.rich.text)
    lettered = sum(each.what is What.OPTION for each in segments)
    has_words = any(each.stem and each.stem.family is Family.WORD for each in segments)
    return stars > 0 and lettered < stars and not has_words


def read_starred(segments: Sequence[Segment]) -> tuple[list[Draft], list[Remark]]:
    """The questions, one a block of lines, and the blocks of a single line, which ask nothing."""
    drafts: list[Draft] = []
    left_out: list[Remark] = []
    for block in _blocks(segments):
        draft = _draft(block)
        if len(draft.options) == 0 and not any(each.is_starred for each in draft.options):
            words = first_words(" ".join(each.rich.text for each in block))
            left_out.append(Remark(block[0].at, Code.TEXT_LEFT_OUT, {"text": words}))
        else:
            drafts.append(draft)
            draft.number = len(drafts)
    return drafts, left_out


def _blocks(segments: Sequence[Segment]) -> Iterator[list[Segment]]:
    block: list[Segment] = []
    for segment in segments:
        if segment.rich.text:
            block.append(segment)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _draft(block: Sequence[Segment]) -> Draft:
    first = block[0].rich
    label = stem_label(first.text)
    draft = Draft(block[0].at, ends_at=block[-1].at)
    draft.stem = [first.cut(label.length).stripped() if label else first]
    for segment in block[1:]:
        line = segment.rich
        if line.text.startswith(">"):
            draft.explanation.append(line.text[1:].strip())
        elif draft.explanation:
            draft.explanation.append(line.text)
        else:
            is_right = line.text[0] in _STARS
            body = line.cut(1).stripped() if is_right else line
            draft.options.append(OptionDraft(Rich(""), [body], is_right))
    return draft
