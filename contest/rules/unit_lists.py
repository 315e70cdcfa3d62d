"""Which rows of a host's list of units are accepted, and what does each change?

Nothing is dropped: every row is accepted or refused, each with its findings.  A row is the same
unit as one known already by its code, or without one by its name.  A parent is named by code or
name, in the list itself, among the host's units or among the communes; nobody stands above itself.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from contest.rules.unit_rows import (
    Column,
    CommuneFinder,
    Details,
    Finding,
    Found,
    Kind,
    Known,
    Planned,
    Row,
    commune_named,
    read,
)
from contest.rules.unit_search import key

REPEATS = (Finding.CODE_TWICE, Finding.NAME_TWICE)
OF_PARENTS = {
    Finding.NO_SUCH_COMMUNE: Finding.NO_SUCH_PARENT,
    Finding.SEVERAL_COMMUNES: Finding.SEVERAL_PARENTS,
}


@dataclass
class _Names:
    """Units by code and by name, to find a parent or the unit that a row speaks of."""

    codes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, mark: str, details: Details) -> None:
        if details.code:
            self.codes[key(details.code)].append(mark)
        for name in dict.fromkeys((key(details.full_name), key(details.name))):
            self.names[name].append(mark)

    def find(self, text: str) -> list[str]:
        return self.codes.get(key(text)) or self.names.get(key(text)) or []


def plan(
    rows: Sequence[Row],
    known: Iterable[Known],
    find_commune: CommuneFinder,
    home: str | None = None,
    only: Known | None = None,
) -> tuple[Planned, ...]:
    """Say of each row what it changes, or why it is refused.

    ``home`` is the host's own commune, under which hamlets stand that name no other.  With
    ``only``, the single row is about that unit (a form that edits it).
    """
    find_commune = cache(find_commune)  # the hamlets of one commune name it in each row
    standing = {each.public_id: each for each in known}
    here = _Names()
    for unit in standing.values():
        here.add(unit.public_id, unit.details)
    planned = [read(row, find_commune, home) for row in rows]
    often = Counter(key(each.details.full_name) for each in planned)
    planned = [_recognise(each, here, standing, often, find_commune, only) for each in planned]
    planned = _refuse_repeats(planned)
    in_list = _Names()
    for each in planned:
        if not any(one.finding in REPEATS for one in each.found):
            in_list.add(str(each.row.number), each.details)
    by_number = {each.row.number: each for each in planned}
    planned = [_place(each, by_number, in_list, here, find_commune) for each in planned]
    planned = _refuse_circles(planned, standing)
    return tuple(_refuse_orphans(planned))


def _recognise(
    planned: Planned,
    here: _Names,
    standing: Mapping[str, Known],
    often: Mapping[str, int],
    find_commune: CommuneFinder,
    only: Known | None,
) -> Planned:
    """Find the unit that the row is about; what the list has no column for stays as it is."""
    code = planned.details.code
    by_code = here.codes.get(key(code), []) if code else []
    if only is not None:
        is_taken = any(mark != only.public_id for mark in by_code)
        found = [Found(Finding.CODE_OF_ANOTHER, Column.CODE, code or "")] if is_taken else []
        return _with(replace(planned, known=only), *found)
    marks = by_code or _marks_by_name(planned, here, standing, often, find_commune)
    if len(marks) != 1:
        return planned
    known = standing[marks[0]]
    planned = replace(planned, known=known, details=_kept(planned, known.details))
    if by_code:
        return planned
    return _with(planned, Found(Finding.KNOWN_BY_NAME, Column.NAME, known.details.full_name))


def _marks_by_name(
    planned: Planned,
    here: _Names,
    standing: Mapping[str, Known],
    often: Mapping[str, int],
    find_commune: CommuneFinder,
) -> list[str]:
    """The known units of that name; where it is borne by several, those under the same parent.

    A hamlet is only ever the same within its commune: there is a thôn 1 in each.
    """
    details = planned.details
    named = [
        mark
        for mark in here.names.get(key(details.full_name), [])
        if standing[mark].details.kind is details.kind
        and (details.code is None or standing[mark].details.code is None)
    ]
    if details.kind is not Kind.HAMLET and len(named) < 2 and often[key(details.full_name)] < 2:
        return named
    parents = _possible_parents(planned, here, find_commune)
    return [mark for mark in named if standing[mark].details.parent in parents]


def _possible_parents(
    planned: Planned, here: _Names, find_commune: CommuneFinder
) -> set[str | None]:
    text = (planned.row.parent or "").strip()
    if not text:
        return {planned.details.parent}
    return {*here.find(text)} or {commune_named(text, find_commune, Column.PARENT)[0]}


def _kept(planned: Planned, before: Details) -> Details:
    """The row's values, and those of before where the list has no such column."""
    row, now = planned.row, planned.details
    return replace(
        now,
        code=now.code or before.code,
        block=before.block if row.block is None else now.block,
        commune=before.commune if row.commune is None else now.commune,
        aliases=before.aliases if row.aliases is None else now.aliases,
        headcount=before.headcount if row.headcount is None else now.headcount,
        parent=before.parent if row.parent is None and row.commune is None else now.parent,
    )


def _refuse_repeats(planned: list[Planned]) -> list[Planned]:
    """The later of two rows of the same code, or without one of the same name and parent."""
    result, seen = [], Counter[tuple[str, ...]]()
    for each in planned:
        details = each.details
        mark: tuple[str, ...]
        if details.code:
            mark, found = (key(details.code),), Found(Finding.CODE_TWICE, Column.CODE, details.code)
        else:
            parent = each.row.parent if each.row.parent is not None else details.parent
            mark = (key(details.full_name), key(parent or ""), details.kind)
            found = Found(Finding.NAME_TWICE, Column.NAME, details.full_name)
        seen[mark] += 1
        is_repeat = seen[mark] > 1 and bool(details.name)
        result.append(_with(each, found) if is_repeat else each)
    return result


def _place(
    planned: Planned,
    by_number: Mapping[int, Planned],
    in_list: _Names,
    here: _Names,
    find_commune: CommuneFinder,
) -> Planned:
    """Find the parent that the row names: in the list, among the host's units, or a commune."""
    text = planned.row.parent
    if not text or not text.strip():
        return planned
    own = str(planned.row.number)
    rows = [mark for mark in in_list.find(text) if mark != own]
    marks = [] if rows else here.find(text)
    if len(rows) == 1:
        above = by_number[int(rows[0])]
        parent = above.known.public_id if above.known else planned.details.parent
        details = replace(planned.details, parent=parent)
        return replace(
            planned, parent_row=None if above.known else above.row.number, details=details
        )
    if len(marks) == 1:
        return replace(planned, details=replace(planned.details, parent=marks[0]))
    if rows or marks:
        return _with(planned, Found(Finding.SEVERAL_PARENTS, Column.PARENT, text))
    if in_list.find(text) == [own]:
        return _with(planned, Found(Finding.ABOVE_ITSELF, Column.PARENT, text))
    commune, trouble = commune_named(text, find_commune, Column.PARENT)
    found = [replace(e, finding=OF_PARENTS.get(e.finding, e.finding)) for e in trouble]
    return _with(replace(planned, details=replace(planned.details, parent=commune)), *found)


def _with(planned: Planned, *found: Found) -> Planned:
    return replace(planned, found=(*planned.found, *found))


def _refuse_circles(planned: list[Planned], standing: Mapping[str, Known]) -> list[Planned]:
    """Nobody stands above itself, at whatever distance, in the list with the known units."""
    above: dict[str, str | None] = {mark: each.details.parent for mark, each in standing.items()}
    marks = {each.row.number: _mark(each) for each in planned}
    for each in planned:
        at = each.parent_row
        above[_mark(each)] = each.details.parent if at is None else marks[at]
    return [
        _with(each, Found(Finding.ABOVE_ITSELF, Column.PARENT))
        if _is_above_itself(_mark(each), above)
        else each
        for each in planned
    ]


def _mark(planned: Planned) -> str:
    return planned.known.public_id if planned.known else f"row {planned.row.number}"


def _is_above_itself(mark: str, above: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    at = above.get(mark)
    while at is not None and at not in seen:
        if at == mark:
            return True
        seen.add(at)
        at = above.get(at)
    return False


def _refuse_orphans(planned: list[Planned]) -> list[Planned]:
    """A row under a refused row is refused with it, unless the parent is known already."""
    while True:
        refused = {each.row.number for each in planned if each.is_refused and not each.known}
        orphans = {e.row.number for e in planned if e.parent_row in refused and not e.is_refused}
        if not orphans:
            return planned
        found = Found(Finding.PARENT_REFUSED, Column.PARENT)
        planned = [_with(e, found) if e.row.number in orphans else e for e in planned]
