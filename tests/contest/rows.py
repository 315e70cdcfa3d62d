"""Rows for every table of a database, whatever its tables are: made up from its own catalogue."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    inspect,
)
from sqlalchemy.types import TypeEngine

ROWS = (1, 2)
NOW = datetime(2030, 5, 4, 12, tzinfo=UTC).replace(tzinfo=None)
CHOICE = re.compile(r"'([^']*)'")
# Columns whose checks cannot be read off: (table, column) → value of a row.
SPECIAL: dict[tuple[str, str], Any] = {
    ("hosts", "review_steps"): 2,
    ("people", "country"): None,  # who has a residence has no country
    ("rounds", "closes_at"): NOW + timedelta(days=1),
    ("contests", "registers_to_at"): NOW + timedelta(days=1),
    ("round_groups", "closes_at"): NOW + timedelta(days=1),
    ("rounds", "daily_from"): 0,
    ("key_versions", "version"): 2,
    ("key_versions", "published_by_id"): None,  # another than the writer
    ("key_changes", "version"): 2,
    ("unit_places", "board_id"): None,  # of a ranking or of a board
    ("awards", "board_id"): None,
    ("awards", "unit_id"): None,  # for a person or for a unit
    ("complaints", "complainant_sealed"): None,  # an entrant complains, or somebody else
    ("extra_times", "unit_id"): None,  # for a person, a unit or an audience
    ("extra_times", "contest_audience_id"): None,
    ("paper_sittings", "voided_at"): None,  # marked or void
}


def fill(connection: Connection) -> None:
    """Put two rows into every table, each row of a child under a parent of the same number."""
    found = MetaData()
    found.reflect(connection)
    for table in found.sorted_tables:
        if table.name != "alembic_version":
            choices = choices_of(connection, table)
            for number in ROWS:
                row = {each.name: value(each, number, choices) for each in table.columns}
                connection.execute(table.insert().values(row))


def choices_of(connection: Connection, table: Table) -> dict[str, list[str]]:
    """The values that each column's check allows: ``role IN ('judge', …)``."""
    checks = inspect(connection).get_check_constraints(table.name)
    texts = [str(each["sqltext"]) for each in checks]
    return {
        column.name: CHOICE.findall(text)
        for column in table.columns
        for text in texts
        if re.match(rf"\(*\"?{column.name}\"?\)?(::\w+)?( IN |\)?::text = | = ANY)", text)
    }


def value(column: Column[Any], number: int, choices: dict[str, list[str]]) -> Any:
    name = (column.table.name, column.name)
    if name in SPECIAL:
        return SPECIAL[name]
    if column.name in choices:
        return choices[column.name][(number - 1) % len(choices[column.name])]
    if any(each.column.table is column.table for each in column.foreign_keys):
        return None  # a row of the same table that may not be there yet
    return of_type(column.type, number)


def of_type(kind: TypeEngine[Any], number: int) -> Any:
    if isinstance(kind, String):
        return str(number)
    if isinstance(kind, Boolean):
        return number == 1
    for types, made in (
        (DateTime, NOW),
        (Date, date(2030, 5, number)),
        (LargeBinary, bytes([number])),
        (JSON, {}),
        (Numeric, number),
    ):
        if isinstance(kind, types):
            return made
    return number
