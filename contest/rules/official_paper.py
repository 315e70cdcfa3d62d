"""Which paper carries an act: its number, its day, who signed it; and what it still lacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PaperKind(StrEnum):
    """The minutes of those who marked, or a decision of the committee."""

    MINUTES = "minutes"
    DECISION = "decision"


class PaperFault(StrEnum):
    MISSING = "paper-missing"
    NUMBER_MISSING = "paper-number-missing"
    DATE_MISSING = "paper-date-missing"
    SIGNER_MISSING = "paper-signer-missing"
    FILE_MISSING = "paper-file-missing"
    IN_FUTURE = "paper-in-future"
    TOO_EARLY = "paper-too-early"


@dataclass(frozen=True, slots=True)
class Paper:
    """An official paper as its head says: number and symbol, day, who signed; a scan or none."""

    number: str
    date: date | None
    signer: str
    has_file: bool = False


def paper_faults(
    paper: Paper | None, today: date, *, not_before: date | None = None, needs_file: bool = False
) -> tuple[PaperFault, ...]:
    """A paper bears a number, a day and a signer before anything is done by it.

    It is not of a day to come, nor of a day before what it speaks of.  Returns what is wrong,
    in the order of the head of a paper; nothing when it will do.
    """
    if paper is None:
        return (PaperFault.MISSING,)
    day = paper.date
    found = {
        PaperFault.NUMBER_MISSING: not paper.number.strip(),
        PaperFault.DATE_MISSING: day is None,
        PaperFault.IN_FUTURE: day is not None and day > today,
        PaperFault.TOO_EARLY: day is not None and not_before is not None and day < not_before,
        PaperFault.SIGNER_MISSING: not paper.signer.strip(),
        PaperFault.FILE_MISSING: needs_file and not paper.has_file,
    }
    return tuple(fault for fault, is_there in found.items() if is_there)


def encode_paper(paper: Paper) -> dict[str, object]:
    """A paper as plain JSON."""
    day = None if paper.date is None else paper.date.isoformat()
    return {
        "number": paper.number,
        "date": day,
        "signer": paper.signer,
        "has_file": paper.has_file,
    }


def decode_paper(data: Mapping[str, object]) -> Paper:
    """Read what ``encode_paper`` wrote.  Raises ValueError for anything else."""
    match data:
        case {
            "number": str(number),
            "date": str() | None as day,
            "signer": str(signer),
            "has_file": bool(has_file),
            **rest,
        } if not rest:
            return Paper(number, None if day is None else date.fromisoformat(day), signer, has_file)
    raise ValueError("a paper is its number, date, signer and whether it has a file")
