"""Numbered questions whose options have bullets in place of letters."""

from collections.abc import Iterator, Sequence

from questions.formats.word.labels import Family, OptionLabel
from questions.formats.word.segments import Segment, What

_ASKS = ("?", ":", "…", "...")


def letter_bullets(segments: Sequence[Segment]) -> None:
    """Take bullets for options, the first for A, where nothing in the document has a letter.

    Most of the numbered lines above them must ask, or the document is no paper of questions but
    a list with points.
    """
    if any(each.what is What.OPTION for each in segments):
        return
    groups = list(_groups(segments))
    asking = sum(stem.rich.text.rstrip().endswith(_ASKS) for stem, _bullets in groups)
    if asking * 2 <= len(groups):
        return
    for _stem, bullets in groups:
        for position, bullet in enumerate(bullets):
            bullet.what = What.OPTION
            bullet.option = OptionLabel(position, is_small=False, length=0)


def _groups(segments: Sequence[Segment]) -> Iterator[tuple[Segment, list[Segment]]]:
    """Each numbered line with the two or more bullets right below it."""
    stem: Segment | None = None
    bullets: list[Segment] = []
    for each in segments:
        if each.is_bullet and stem is not None:
            bullets.append(each)
        elif each.what is not What.BLANK:
            if stem is not None and len(bullets) > 1:
                yield stem, bullets
            is_numbered = each.stem is not None and each.stem.family is Family.NUMBER
            stem, bullets = each if is_numbered else None, []
    if stem is not None and len(bullets) > 1:
        yield stem, bullets
