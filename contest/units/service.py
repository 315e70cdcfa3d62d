"""Changing a host's own list of units: many at once or one, and ending one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from contest.errors import UnitHasParts
from contest.hosts.models import Host
from contest.rules.unit_rows import Change, Column, Details, Finding, Found, Planned
from contest.units.models import Unit, UnitAlias, UnitKind
from questions.text import fold

FOLDED_LENGTH = 200


def refuse_ended_codes(
    planned: Sequence[Planned], ended: Mapping[str, Unit]
) -> tuple[Planned, ...]:
    """A unit does not take the code of one that ended; a new row of that code brings it back."""
    return tuple(
        replace(each, found=(*each.found, _code_of_another(each)))
        if each.change is Change.UPDATE and each.details.code in ended
        else each
        for each in planned
    )


def _code_of_another(planned: Planned) -> Found:
    return Found(Finding.CODE_OF_ANOTHER, Column.CODE, planned.details.code or "")


def apply(
    host: Host,
    planned: Sequence[Planned],
    standing: Mapping[str, Unit],
    ended: Mapping[str, Unit],
    make_public_id: Callable[[], str],
    today: date,
) -> list[tuple[Planned, Unit]]:
    """Carry out the rows that add or change; nothing is deleted.

    ``standing`` are the units that rows change, by public id; ``ended`` those that a row of
    their code brings back.  Returns each row's unit, new ones unsaved and without a parent:
    ``place`` gives it when all have their ids, so that the order of rows does not matter.
    """
    done = []
    for each in planned:
        if each.change not in (Change.ADD, Change.UPDATE):
            continue
        unit = standing[each.known.public_id] if each.known else ended.get(each.details.code or "")
        if unit is None:
            unit = Unit(public_id=make_public_id(), host=host, valid_from=today)
        unit.valid_to = None
        _write(unit, each.details)
        done.append((each, unit))
    return done


def _write(unit: Unit, details: Details) -> None:
    unit.kind = UnitKind(details.kind.value)
    unit.label, unit.name, unit.code = details.label, details.name, details.code
    unit.folded = _folded(details.full_name)
    unit.block, unit.headcount = details.block, details.headcount
    if tuple(each.name for each in unit.aliases) != details.aliases:
        unit.aliases = [UnitAlias(name=name, folded=_folded(name)) for name in details.aliases]


def _folded(name: str) -> str:
    return fold(name)[:FOLDED_LENGTH]


def named_places(planned: Sequence[Planned]) -> set[str]:
    """The public ids of the parents and communes that the rows name."""
    named = {each.details.parent for each in planned} | {each.details.commune for each in planned}
    return {public_id for public_id in named if public_id}


def place(done: Sequence[tuple[Planned, Unit]], ids: Mapping[str, int]) -> None:
    """Put every unit under its parent, which may be a row of the same list."""
    by_row = {each.row.number: unit.id for each, unit in done}
    for each, unit in done:
        parent, commune = each.details.parent, each.details.commune
        if each.parent_row is not None:
            unit.parent_id = by_row[each.parent_row]
        else:
            unit.parent_id = ids[parent] if parent else None
        unit.commune_id = ids[commune] if commune else None


def end_unit(unit: Unit, below: int, day: date) -> None:
    """The unit is no more from that day on; old attempts still name it.

    Raises UnitHasParts while units that have not ended stand under it.
    """
    if below:
        raise UnitHasParts
    if unit.valid_to is None:
        unit.valid_to = max(day, unit.valid_from or day)


def reopen_unit(unit: Unit) -> None:
    """The unit was ended by mistake, or is at work again."""
    unit.valid_to = None
