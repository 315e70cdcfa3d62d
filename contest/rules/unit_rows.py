"""What does one row of a host's list of units say, and what is wrong with it by itself?"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from contest.rules.unit_search import key

LONGEST_NAME, LONGEST_CODE, LONGEST_BLOCK, LARGEST_HEADCOUNT = 200, 20, 120, 1_000_000


class Column(StrEnum):
    NAME = "name"
    CODE = "code"
    KIND = "kind"
    PARENT = "parent"
    BLOCK = "block"
    COMMUNE = "commune"
    ALIASES = "aliases"
    HEADCOUNT = "headcount"


class Kind(StrEnum):
    """What a host's own list holds; the values are those of the table of units."""

    HAMLET = "hamlet"
    AGENCY = "agency"
    SCHOOL = "school"


class Finding(StrEnum):
    """U1.. refuses the row, U2.. only wants to be read."""

    NO_NAME = "U101"
    TOO_LONG = "U102"
    UNKNOWN_KIND = "U103"
    CODE_TWICE = "U104"
    NAME_TWICE = "U105"
    NO_SUCH_PARENT = "U106"
    SEVERAL_PARENTS = "U107"
    ABOVE_ITSELF = "U108"
    PARENT_REFUSED = "U109"
    NO_SUCH_COMMUNE = "U110"
    SEVERAL_COMMUNES = "U111"
    NOT_A_NUMBER = "U112"
    CODE_OF_ANOTHER = "U113"
    OLD_COMMUNE = "U201"
    KIND_GUESSED = "U202"
    KNOWN_BY_NAME = "U203"

    @property
    def is_refusal(self) -> bool:
        return self.value.startswith("U1")


class Change(StrEnum):
    ADD = "add"
    UPDATE = "update"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, the column that it is about, and what it speaks of."""

    finding: Finding
    column: Column
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it was typed; a column that the list does not have is None."""

    number: int
    name: str = ""
    code: str | None = None
    kind: str | None = None
    parent: str | None = None
    block: str | None = None
    commune: str | None = None
    aliases: str | None = None
    headcount: str | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """What is kept about a unit.  ``parent`` and ``commune`` are public ids."""

    kind: Kind
    label: str
    name: str
    code: str | None = None
    parent: str | None = None
    block: str | None = None
    commune: str | None = None
    aliases: tuple[str, ...] = ()
    headcount: int | None = None

    @property
    def full_name(self) -> str:
        return f"{self.label} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class Known:
    """A unit of the host's list as it stands."""

    public_id: str
    details: Details


@dataclass(frozen=True, slots=True)
class Planned:
    """A row with what becomes of it; ``parent_row`` is the number of the row above it."""

    row: Row
    details: Details
    known: Known | None = None
    parent_row: int | None = None
    found: tuple[Found, ...] = ()

    @property
    def is_refused(self) -> bool:
        return any(each.finding.is_refusal for each in self.found)

    @property
    def change(self) -> Change:
        if self.is_refused:
            return Change.REFUSED
        if self.known is None:
            return Change.ADD
        is_same = self.known.details == self.details and self.parent_row is None
        return Change.SAME if is_same else Change.UPDATE


# The commune that some text names: its public id, and whether by an old name; or why none.
CommuneFinder = Callable[[str], "tuple[str, bool] | Finding"]

SURE_LABELS = ("tổ dân phố", "khu phố", "tiểu khu", "thôn", "bản", "khóm", "ấp")
HAMLET_LABELS = (*SURE_LABELS, "khu", "làng")  # these two begin names of offices as well
SCHOOL_WORDS = ("truong", "truong hoc", "mam non", "nha tre", "nha truong", "school")
AGENCY_WORDS = (
    "co quan",
    "co quan hanh chinh",
    "co quan dang",
    "don vi",
    "don vi su nghiep",
    "don vi su nghiep cong lap",
    "doan the",
    "doanh nghiep",
    "khac",
    "agency",
)


def kind_of(typed: str, name: str) -> tuple[Kind, str, str] | None:
    """Kind, label and name without it, from the column and the name; None for an unknown kind."""
    label = next((each for each in SURE_LABELS if key(name).startswith(f"{key(each)} ")), "")
    rest = name.split(maxsplit=label.count(" ") + 1)[-1] if label else name
    word = key(typed)
    if word:
        named = next((each for each in HAMLET_LABELS if key(each) == word), "")
        if named or word in ("hamlet", "thon ban"):
            return Kind.HAMLET, named or label or "thôn", rest
        if word in SCHOOL_WORDS or word.startswith("truong "):
            return Kind.SCHOOL, "", name
        return (Kind.AGENCY, "", name) if word in AGENCY_WORDS else None
    if label:
        return Kind.HAMLET, label, rest
    is_school = key(name).startswith(("truong ", "mam non ", "nha tre "))
    return (Kind.SCHOOL if is_school else Kind.AGENCY), "", name


def headcount_of(typed: str) -> int | None:
    """45, 1.234 or 1 234; raises ValueError for what is no whole number of people."""
    plain = re.sub(r"(?<=\d)[.,\s](?=\d{3}\b)", "", typed.strip())
    plain = re.sub(r"[.,]0+$", "", plain)
    if not plain:
        return None
    if not plain.isdecimal() or int(plain) > LARGEST_HEADCOUNT:
        raise ValueError(typed)
    return int(plain)


def aliases_of(typed: str) -> tuple[str, ...]:
    """Names between semicolons, bars or line ends, each once."""
    parts = (" ".join(each.split()) for each in re.split(r"[;|\n]", typed))
    return tuple(dict.fromkeys(each for each in parts if each))


def read(row: Row, find_commune: CommuneFinder, home: str | None) -> Planned:
    """The row's own cells, each checked alone."""
    found: list[Found] = []
    name = " ".join(row.name.split())
    if not name:
        found.append(Found(Finding.NO_NAME, Column.NAME))
    parted = kind_of(row.kind or "", name)
    if parted is None:
        found.append(Found(Finding.UNKNOWN_KIND, Column.KIND, row.kind or ""))
    elif not (row.kind or "").strip() and name:
        found.append(Found(Finding.KIND_GUESSED, Column.KIND, parted[0]))
    kind, label, rest = parted or (Kind.AGENCY, "", name)
    details = Details(
        kind, label, rest, _blank(row.code), None, _blank(row.block), None,
        aliases_of(row.aliases or ""),
    )  # fmt: skip
    found += _too_long(details)
    try:
        details = replace(details, headcount=headcount_of(row.headcount or ""))
    except ValueError:
        found.append(Found(Finding.NOT_A_NUMBER, Column.HEADCOUNT, row.headcount or ""))
    commune, trouble = commune_named(row.commune, find_commune, Column.COMMUNE)
    if kind is Kind.HAMLET:
        details = replace(details, parent=commune or home)
    else:
        details = replace(details, commune=commune)
    return Planned(row, details, found=(*found, *trouble))


def _blank(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None


def _too_long(details: Details) -> list[Found]:
    limits = (
        (Column.NAME, details.name, LONGEST_NAME),
        (Column.CODE, details.code or "", LONGEST_CODE),
        (Column.BLOCK, details.block or "", LONGEST_BLOCK),
        *((Column.ALIASES, each, LONGEST_NAME) for each in details.aliases),
    )
    return [
        Found(Finding.TOO_LONG, column, text) for column, text, most in limits if len(text) > most
    ]


def commune_named(
    text: str | None, find: CommuneFinder, column: Column
) -> tuple[str | None, tuple[Found, ...]]:
    if not text or not text.strip():
        return None, ()
    answer = find(text)
    if isinstance(answer, Finding):
        return None, (Found(answer, column, text),)
    commune, is_old = answer
    return commune, ((Found(Finding.OLD_COMMUNE, column, text),) if is_old else ())
