"""What a question rests on: legal documents, how they are cited, and when they are in force."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from questions.text import fold, nfc

NAME_LENGTH = 200

_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
_SLASH = re.compile(r"\s*/\s*")
_LETTERS = r"[^\W\d_]"
# 118/2025/NĐ-CP, 76/NQ-CP, 80/2025/QH15, 1680/NQ-UBTVQH15; of the Party 18-NQ/TW.
_NUMBER = re.compile(
    rf"(?<![\w/.-])(?:(\d{{1,5}})/(?:(\d{{4}})/)?({_LETTERS}{{1,8}}(?:-{_LETTERS}{{2,12}})*\d{{0,2}})"
    rf"|(\d{{1,4}})-({_LETTERS}{{2,5}})/({_LETTERS}{{2,8}}))(?!\w)"
)
_ASSEMBLY = re.compile(r"(?:ubtv)?qh\d{1,2}")
_CONSTITUTION = "hien phap"
_DAY = re.compile(r"\bngay \d{1,2}[/.-]\d{1,2}[/.-](\d{4})\b")
_YEAR = re.compile(r"\bnam (\d{4})\b")

# How the parts of a number are written that capitals and marks alone do not tell.
_WRITTEN = {
    "nd": "NĐ", "qd": "QĐ", "ttg": "TTg", "hdnd": "HĐND", "ctr": "CTr", "l": "L",
    "bgddt": "BGDĐT", "bldtbxh": "BLĐTBXH", "hdpbgdpl": "HĐPBGDPL", "hdtp": "HĐTP",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """What a text names: a number, or else the document's whole name, both as they are searched.

    The year stands beside a number that does not hold it (76/NQ-CP ngày 15/7/2021), where told.
    """

    number: str
    year: int | None = None

    def may_be(self, other: "Citation") -> bool:
        """Whether both may mean one document: a year that is not told fits any."""
        years = {self.year, other.year} - {None}
        return self.number == other.number and len(years) < 2


@dataclass(frozen=True, slots=True)
class Document:
    """A legal document; what is not known is empty.

    It is in force from its first to its last day, both included.  ``year`` is told where the day
    of issue is not; ``replaced_by`` are the numbers of what took its place.
    """

    number: str
    name: str
    issuer: str = ""
    issued_on: date | None = None
    year: int | None = None
    in_force_from: date | None = None
    in_force_to: date | None = None
    replaced_by: tuple[str, ...] = ()

    @property
    def citation(self) -> Citation:
        """By what it is found; the number holds the year, or the year of issue stands beside it."""
        cited = cite(self.number or self.name)
        issued = self.issued_on.year if self.issued_on else self.year
        return cited if holds_year(cited.number) else Citation(cited.number, issued)

    @property
    def title(self) -> str:
        """The number; the name of what has none."""
        return self.number or self.name

    def has_ended_by(self, day: date) -> bool:
        """Whether its last day lies before the day."""
        return self.in_force_to is not None and self.in_force_to < day

    def in_force_throughout(self, first: date, last: date) -> bool:
        """Whether it is in force on every day from the first to the last, both included."""
        began = self.in_force_from is None or self.in_force_from <= first
        return began and not self.has_ended_by(last)


class Register:
    """Documents by what texts cite; of two for the same citation the later one stands."""

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self._documents = {each.citation: each for each in documents}
        self._by_number: dict[str, list[Document]] = {}
        for citation, document in self._documents.items():
            self._by_number.setdefault(citation.number, []).append(document)

    def __iter__(self) -> Iterator[Document]:
        return iter(self._documents.values())

    def __len__(self) -> int:
        return len(self._documents)

    def find(self, text: str) -> list[Document]:
        """The documents that a text may mean: none, one, or those of several years."""
        cited = cite(text)
        known = self._by_number.get(cited.number, [])
        return [each for each in known if cited.may_be(each.citation)]


@dataclass(frozen=True, slots=True)
class Law:
    """The documents as they count for someone, on a day."""

    register: Register
    day: date


def number_in(text: str) -> str | None:
    """Return the first document number in a text as it is properly written; None without one.

    Blanks, dashes of any length, small letters and missing marks are tolerated: "118 / 2025 /
    nd – cp" is 118/2025/NĐ-CP.  The Constitution goes by its name.
    """
    plain = _SLASH.sub("/", _DASHES.sub("-", nfc(text)))
    for match in _NUMBER.finditer(plain):
        digits, year, symbol, party_digits, kind, organ = match.groups()
        if party_digits:
            return f"{party_digits}-{_written(kind)}/{_written(organ)}"
        if "-" in symbol or _ASSEMBLY.fullmatch(fold(symbol)):
            return "/".join(filter(None, (digits, year, _written(symbol))))
    return "Hiến pháp" if fold(text).startswith(_CONSTITUTION) else None


@lru_cache(maxsize=4096)
def cite(text: str) -> Citation:
    """Return what a text names; two texts that name the same number cite the same document."""
    number, folded = number_in(text), fold(text)
    if number is None:
        return Citation(folded[:NAME_LENGTH].rstrip(" .,;"))
    searched = fold(number).lstrip("0")
    if holds_year(searched) or searched == _CONSTITUTION:
        return Citation(searched)
    told = _DAY.search(folded) or _YEAR.search(folded)
    return Citation(searched, int(told[1]) if told else None)


def holds_year(number: str) -> bool:
    """Whether the year stands in a number, as in 118/2025/NĐ-CP; in 76/NQ-CP it does not."""
    return re.match(r"\d+/\d{4}/", number) is not None


def _written(symbol: str) -> str:
    parts = symbol.split("-")
    return "-".join(_WRITTEN.get(fold(part), part.upper()) for part in parts)
