"""How do the nation's units come from the tables into the database, and stay right there?"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select, update

from contest.db import Base, db
from contest.units.models import FormerUnit, Succession, Unit, UnitAlias, UnitKind
from questions.text import fold

DATA = Path(__file__).parent / "data"
IN_FORCE = date(2025, 7, 1)  # Quyết định 19/2025/QĐ-TTg and the resolutions of 16 June 2025

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows of the shipped files, as text."""

    provinces: list[dict[str, str]]
    communes: list[dict[str, str]]
    former_units: list[dict[str, str]]
    successions: list[dict[str, str]]
    aliases: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows were new, changed or ended."""

    added: int
    changed: int
    ended: int


def read_tables(folder: Path = DATA) -> Tables:
    return Tables(*(_read(folder / f"{name}.csv") for name in Tables.__slots__))


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def load_tables(tables: Tables, now: datetime) -> Loaded:
    """Bring provinces, communes, former units and their successions into the database.

    May be run again at any time: what is there is compared, corrected or left.  A commune that
    the tables no longer have is ended, never deleted.
    """
    provinces = _load_units(
        UnitKind.PROVINCE, [_unit_row(UnitKind.PROVINCE, each) for each in tables.provinces], now
    )
    ids = _ids(UnitKind.PROVINCE)
    communes = _load_units(
        UnitKind.COMMUNE,
        [
            _unit_row(UnitKind.COMMUNE, each, parent_id=ids[each["province_code"]])
            for each in tables.communes
        ],
        now,
    )
    former = _load(
        FormerUnit, _existing(FormerUnit), [_former_row(each) for each in tables.former_units]
    )
    links = _load_successions(tables) + _load_aliases(tables)
    parts = (provinces, communes, former)
    return Loaded(
        added=sum(each.added for each in parts) + links,
        changed=sum(each.changed for each in parts),
        ended=sum(each.ended for each in parts),
    )


def _unit_row(kind: UnitKind, row: Mapping[str, str], parent_id: int | None = None) -> Row:
    return {
        "public_id": row["code"],  # official, unique and never used again
        "code": row["code"],
        "kind": kind,
        "label": row["kind"],
        "name": row["name"],
        "folded": fold(f"{row['kind']} {row['name']}"),
        "parent_id": parent_id,
    }


def _former_row(row: Mapping[str, str]) -> Row:
    return {
        "code": row["code"],
        "label": row["kind"],
        "name": row["name"],
        "district_code": row["district_code"],
        "district_name": row["district"],
        "province_code": row["province_code"],
        "province_name": row["province"],
    }


def _load_units(kind: UnitKind, rows: Sequence[Row], now: datetime) -> Loaded:
    found = _existing(Unit, Unit.host_id.is_(None), Unit.kind == kind)
    loaded = _load(Unit, found, rows, valid_from=IN_FORCE)
    gone = found.keys() - {each["code"] for each in rows}
    ending = [found[code]["id"] for code in gone if found[code]["valid_to"] is None]
    if ending:
        db.session.execute(
            update(Unit).where(Unit.id.in_(ending)).values(valid_to=now.date()),
            execution_options={"synchronize_session": False},
        )
    return Loaded(loaded.added, loaded.changed, len(ending))


def _existing(model: type[Unit] | type[FormerUnit], *conditions: Any) -> dict[str, Row]:
    columns = model.__table__.columns
    found = db.session.execute(select(*columns).where(*conditions)).mappings()
    return {row["code"]: dict(row) for row in found}


def _load(
    model: type[Base], found: Mapping[str, Row], rows: Iterable[Row], **for_new: Any
) -> Loaded:
    fresh = [row | for_new for row in rows if row["code"] not in found]
    changed = [
        row | {"id": found[row["code"]]["id"]}
        for row in rows
        if row["code"] in found and not row.items() <= found[row["code"]].items()
    ]
    if fresh:
        db.session.execute(insert(model), fresh)
    if changed:
        db.session.execute(update(model), changed)
    return Loaded(len(fresh), len(changed), 0)


def _ids(kind: UnitKind) -> dict[str, int]:
    pairs = select(Unit.code, Unit.id).where(Unit.host_id.is_(None), Unit.kind == kind)
    return {code: id_ for code, id_ in db.session.execute(pairs) if code}


def _former_ids() -> dict[str, int]:
    return dict(db.session.execute(select(FormerUnit.code, FormerUnit.id)).all())


def _load_successions(tables: Tables) -> int:
    former, communes = _former_ids(), _ids(UnitKind.COMMUNE)
    wanted = {
        (former[row["former_code"]], communes[row["commune_code"]]): row["moved"] == "whole"
        for row in tables.successions
    }
    pairs = select(Succession.former_id, Succession.unit_id, Succession.is_whole)
    found = {(one, other): whole for one, other, whole in db.session.execute(pairs)}
    if found == wanted:
        return 0
    db.session.execute(delete(Succession))
    rows = [
        {"former_id": one, "unit_id": other, "is_whole": whole}
        for (one, other), whole in wanted.items()
    ]
    db.session.execute(insert(Succession), rows)
    return len(wanted.keys() - found.keys())


def _load_aliases(tables: Tables) -> int:
    """Older names go to each of today's communes that the former one went into."""
    communes, successors = _ids(UnitKind.COMMUNE), defaultdict(list)
    for row in tables.successions:
        successors[row["former_code"]].append(communes[row["commune_code"]])
    wanted = {
        (unit_id, f"{row['kind']} {row['name']}")
        for row in tables.aliases
        for unit_id in successors[row["former_code"]]
    }
    pairs = select(UnitAlias.unit_id, UnitAlias.name)
    found = {(unit_id, name) for unit_id, name in db.session.execute(pairs)}
    rows = [
        {"unit_id": unit_id, "name": name, "folded": fold(name)}
        for unit_id, name in sorted(wanted - found)
    ]
    if rows:
        db.session.execute(insert(UnitAlias), rows)
    return len(rows)
