"""Which of today's communes may somebody mean by what they type?

Old and new names stand side by side, with the district that was: thị trấn Hồ Xá, huyện Vĩnh Linh
(cũ) is today's xã Vĩnh Linh.  Nothing is ever picked where several fit; a former commune that was
split gives each of its successors, so that the person is asked for the hamlet.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from itertools import islice

from questions.text import fold

SHORT = {
    "x": "xa",
    "p": "phuong",
    "q": "quan",
    "h": "huyen",
    "tt": "thi tran",
    "tx": "thi xa",
    "tp": "thanh pho",
    "dk": "dac khu",
}
COMMUNE_KINDS = ("thi tran", "dac khu", "phuong", "xa")
DISTRICT_KINDS = ("thanh pho", "thi xa", "huyen", "quan")
KINDS = (*COMMUNE_KINDS, *DISTRICT_KINDS, "tinh")
OTHER_NAMES = {
    "ho chi minh": ("hcm", "tphcm", "sai gon"),
    "thua thien hue": ("hue",),
    "ba ria vung tau": ("vung tau", "brvt"),
}
FEWEST_LETTERS, MOST_WORDS, MOST_FOUND = 2, 12, 12
FULL, PART = (False, False), (True, False)  # merits: is only a part typed, and another kind
_LAST = "\uffff"  # sorts after every letter
_Fitting = dict[int, tuple[bool, bool]]


@dataclass(frozen=True, slots=True)
class Commune:
    """One of today's communes; ``province`` is its full name, tỉnh Quảng Trị."""

    code: str
    kind: str
    name: str
    province_code: str
    province: str

    @property
    def full_name(self) -> str:
        return f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class Former:
    """A commune before 1 July 2025, or an island district (huyện) that had none."""

    code: str
    kind: str
    name: str
    district: str
    province: str
    successors: tuple[str, ...]

    @property
    def full_name(self) -> str:
        return f"{self.kind} {self.name}"

    @property
    def is_split(self) -> bool:
        return len(self.successors) > 1


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of one of today's communes: xã Vĩnh Tân, since 2020 a part of Cửa Tùng."""

    full_name: str
    commune_code: str


@dataclass(frozen=True, slots=True)
class Match:
    """A commune that may be meant, and the old reading by which it was found, if any."""

    commune: Commune
    former: Former | None = None
    alias: Alias | None = None
    district: str | None = None

    @property
    def is_old(self) -> bool:
        return bool(self.former or self.alias or self.district)

    @property
    def is_split(self) -> bool:
        """The hamlet must be asked, as the old commune went into several."""
        return self.former is not None and self.former.is_split


@lru_cache(maxsize=16_384)
def key(text: str) -> str:
    """What names are compared by: no marks, no signs, mỹ as mĩ, p.1 as p 1, 01 as 1."""
    plain = re.sub(r"['’`]", "", fold(text))
    plain = re.sub(r"[^a-z0-9]+", " ", plain)
    plain = re.sub(r"\b([a-z]{1,6}?)(\d+)\b", r"\1 \2", plain)
    plain = re.sub(r"\b0+(\d{1,2})\b", r"\1", plain)
    return re.sub(
        r"\bquy\b|(?<=[bcdghklmnprstvx])y\b", lambda found: found[0][:-1] + "i", plain
    ).strip()


@lru_cache(maxsize=4096)
def _place_keys(full_name: str) -> tuple[str, ...]:
    """A district's or province's name without its kind, and what else people call it."""
    _, plain = _part_kind(key(full_name).split())
    name = " ".join(plain)
    return (name, *OTHER_NAMES.get(name, ()))


def _part_kind(words: Sequence[str]) -> tuple[str | None, Sequence[str]]:
    """The kind that leads, where a name follows it."""
    for kind in KINDS:
        length = kind.count(" ") + 1
        if len(words) > length and " ".join(words[:length]) == kind:
            return kind, words[length:]
    return None, words


def _spell_out(words: Sequence[str]) -> list[str]:
    """Write x., p., tt and the like in full, unless nothing follows."""
    full = [SHORT.get(word, word).split() for word in words[:-1]]
    return [word for each in full for word in each] + list(words[-1:])


@dataclass(frozen=True, slots=True)
class _Entry:
    """A reading of a commune: what it matches by, and the places that may be said after it."""

    match: Match
    name: str
    spelled: str
    kind: str
    places: tuple[str, ...]

    @property
    def is_of_district(self) -> bool:
        return self.match.district is not None


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to take what was typed: a kind, if one leads, and the words after it."""

    kind: str | None
    words: Sequence[str]
    of_districts: bool | None = None  # None: of districts and of communes

    def divisions(self) -> Iterator[tuple[str, str]]:
        """Name and places after it, the longest name first: ho xa | vinh linh quang tri."""
        for length in range(len(self.words), 0, -1):
            yield " ".join(self.words[:length]), " ".join(self.words[length:])

    def admit(self, number: int, entry: _Entry, fitting: _Fitting, *, is_part: bool) -> None:
        """Note the reading's merit, if better than what is noted; False sorts first."""
        if self.of_districts not in (None, entry.is_of_district):
            return
        merit = (is_part, self.kind is not None and self.kind != entry.kind)
        if number not in fitting or merit < fitting[number]:
            fitting[number] = merit


def _names_places(typed: str, places: Sequence[str], may_be_half: bool) -> bool:
    """Whether the words name these places one after the other, the last perhaps half typed."""
    while typed:
        _, words = _part_kind(typed.removeprefix("cu ").split())
        typed = " ".join(words)
        if typed in places or typed == "cu":
            return True
        whole = [each for each in places if typed.startswith(f"{each} ")]
        if not whole:
            return may_be_half and _begins_one(typed, places)
        typed = typed[len(max(whole, key=len)) + 1 :]
    return True


def _begins_one(typed: str, places: Sequence[str]) -> bool:
    return not typed[-1].isdigit() and any(
        each.startswith(typed) for each in (*places, *DISTRICT_KINDS, "tinh")
    )


class Index:
    """All names of communes, old and new, built once and never changed."""

    def __init__(
        self, communes: Iterable[Commune], former: Iterable[Former], aliases: Iterable[Alias] = ()
    ) -> None:
        self._communes = {each.code: each for each in communes}
        self._entries = [*self._entries_of(list(former), list(aliases))]
        self._by_code: dict[str, list[int]] = defaultdict(list)
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._around: dict[str, list[int]] = defaultdict(list)
        self._within: dict[str, list[int]] = defaultdict(list)
        starts, inner = [], []
        for number, entry in enumerate(self._entries):
            words = entry.name.split()
            self._exact[entry.name].append(number)
            self._note(number, entry)
            starts.append((entry.name, number))
            if len(words) > 1:
                starts.append(("".join(words), number))
            inner += [(" ".join(words[at:]), number) for at in range(1, len(words))]
        self._starts, self._inner = _Sorted(starts), _Sorted(inner)

    def _note(self, number: int, entry: _Entry) -> None:
        match = entry.match
        for place in entry.places:
            self._around[place].append(number)
        if match.former:
            self._by_code[match.former.code].append(number)
        elif not match.is_old:
            self._by_code[match.commune.code].append(number)
            for place in entry.places:
                self._within[place].append(number)

    def _entries_of(self, former: list[Former], aliases: list[Alias]) -> Iterator[_Entry]:
        moves = [(each, self._communes[code]) for each in former for code in each.successors]
        places: dict[str, list[str]] = defaultdict(list)
        districts = set()
        for each, commune in moves:
            places[commune.code] += [each.district, each.province]
            districts.add((each.district, each.province, commune.code))
        for code, commune in sorted(self._communes.items()):
            yield _entry(Match(commune), commune.full_name, commune.province, *places[code])
        for district, province, code in sorted(districts):
            match = Match(self._communes[code], district=district)
            yield _entry(match, district, match.commune.province, province)
        for alias in aliases:
            match = Match(self._communes[alias.commune_code], alias=alias)
            yield _entry(
                match, alias.full_name, match.commune.province, *places[alias.commune_code]
            )
        for each, commune in moves:
            if each.kind != "huyện":
                around = (each.district, each.province, commune.province, commune.full_name)
                yield _entry(Match(commune, each), each.full_name, *around)

    def find(
        self, text: str, limit: int = MOST_FOUND, province: str | None = None
    ) -> tuple[Match, ...]:
        """The communes that may be meant, the likeliest first.

        Names that are typed in full come before names that begin so, these before names with
        such a word inside; the given province (the host's) before others, the kind that was
        typed before another, today's before old.
        """
        typed = key(text)
        if len(typed.replace(" ", "")) < FEWEST_LETTERS:
            return ()
        rank = _Rank(self._entries, province, text.casefold())
        typed = typed.removesuffix(" viet nam")
        code = text.strip().zfill(5)
        numbers = self._by_code.get(code, []) if len(text.strip()) > 3 else []
        numbers = numbers or self._look_up(_spell_out(typed.split()[:MOST_WORDS]), limit, rank)
        return self._without_repeats(numbers)[:limit]

    def _look_up(self, words: Sequence[str], limit: int, rank: "_Rank") -> list[int]:
        kind, rest = _part_kind(words)
        readings = [_Reading(None, words)]
        if kind and (len("".join(rest)) >= FEWEST_LETTERS or rest[0].isdecimal()):
            readings.append(_Reading(kind, rest, kind in DISTRICT_KINDS))
        within = self._within.get(" ".join(rest), [])
        fitting = self._named(readings) if kind != "tinh" or not within else {}
        if not fitting and not within and kind in DISTRICT_KINDS:
            fitting = self._named([_Reading(kind, rest)])
        found = rank.best(2 * limit, fitting or dict.fromkeys(within, FULL))
        if len(found) < limit and not within:
            inside = self._beginning(self._inner, readings)
            more = {number: merit for number, merit in inside.items() if number not in fitting}
            found += rank.best(2 * limit, more)
        return found or rank.best(limit, dict.fromkeys(self._far_fetched(rest), PART))

    def _named(self, readings: list[_Reading]) -> _Fitting:
        """Names typed in full, with or without places after them, and names that begin so."""
        fitting = self._beginning(self._starts, readings)
        for reading in readings:
            for name, place in reading.divisions():
                for number in self._exact.get(name, ()):
                    entry = self._entries[number]
                    if _names_places(place, entry.places, may_be_half=True):
                        reading.admit(number, entry, fitting, is_part=False)
        return fitting or self._beginning_before_places(readings)

    def _beginning(self, names: "_Sorted", readings: list[_Reading]) -> _Fitting:
        fitting: _Fitting = {}
        for reading in readings:
            for number in names.numbers(" ".join(reading.words)):
                reading.admit(number, self._entries[number], fitting, is_part=True)
        return fitting

    def _beginning_before_places(self, readings: list[_Reading]) -> _Fitting:
        """Half a name with whole places after it: trieu quang tri."""
        fitting: _Fitting = {}
        for reading in readings:
            for name, place in reading.divisions():
                if not place or len(name) < FEWEST_LETTERS:
                    continue
                for number in self._numbers_around(place):
                    entry = self._entries[number]
                    if f" {name}" in f" {entry.name}" and _names_places(
                        place, entry.places, may_be_half=False
                    ):
                        reading.admit(number, entry, fitting, is_part=True)
        return fitting

    def _numbers_around(self, place: str) -> Iterator[int]:
        """The readings of which the first of these places may be said."""
        _, words = _part_kind(place.split())
        for length in range(1, len(words) + 1):
            yield from self._around.get(" ".join(words[:length]), ())

    def _far_fetched(self, words: Sequence[str]) -> Iterable[int]:
        """Without blanks (đa krông for Đakrông), or else inside words."""
        typed = " ".join(words)
        if close := list(self._starts.numbers("".join(words))):
            return close
        return [number for number, each in enumerate(self._entries) if typed in each.name]

    def _without_repeats(self, numbers: list[int]) -> tuple[Match, ...]:
        """Leave a district's reading of a commune out where its own name stands there."""
        matches = [self._entries[number].match for number in numbers]
        shown = {match.commune.code for match in matches if not match.is_old}
        return tuple(m for m in matches if not m.district or m.commune.code not in shown)


@dataclass(frozen=True, slots=True)
class _Rank:
    """In what order the readings stand that fit one question."""

    entries: Sequence[_Entry]
    province: str | None
    typed: str

    def best(self, limit: int, fitting: _Fitting) -> list[int]:
        return nsmallest(limit, fitting, key=lambda number: self._key(number, *fitting[number]))

    def _key(self, number: int, is_part: bool, is_wrong_kind: bool) -> tuple[bool | int, ...]:
        entry = self.entries[number]
        elsewhere = self.province not in (None, entry.match.commune.province_code)
        other_marks = entry.spelled not in self.typed
        return (elsewhere, is_part, is_wrong_kind, other_marks, entry.match.is_old, number)


def _entry(match: Match, full_name: str, *places: str) -> _Entry:
    name, kind = _place_keys(full_name)[0], _part_kind(key(full_name).split())[0]
    spelled = full_name.casefold()[len(kind or "") :].strip()
    said = dict.fromkeys(each for place in places for each in _place_keys(place))
    return _Entry(match, name, spelled, kind or "", tuple(said))


class _Sorted:
    """Names in order, each with the number of its entry, to be found by how they begin."""

    def __init__(self, pairs: list[tuple[str, int]]) -> None:
        pairs.sort()
        self._keys = [name for name, _ in pairs]
        self._numbers = [number for _, number in pairs]

    def numbers(self, beginning: str) -> Iterable[int]:
        low = bisect_left(self._keys, beginning)
        high = bisect_left(self._keys, beginning + _LAST, low)
        return islice(self._numbers, low, high)
