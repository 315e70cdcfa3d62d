"""Many rows at once, as fast as each engine takes them: COPY, or one prepared statement."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Table

from contest.db import db


def insert_rows(table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of plain values in the session's transaction; JSON columns hold text already.

    Numbers, text, booleans and None only: no column type of ours is asked.
    """
    named = ", ".join(f'"{each}"' for each in columns)
    connection = db.session.connection()
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "postgresql":
        with driver.cursor().copy(f'COPY "{table.name}" ({named}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
    else:
        places = ", ".join("?" * len(columns))
        into = f'INSERT INTO "{table.name}" ({named}) VALUES ({places})'  # noqa: S608  # our own names
        driver.executemany(into, rows)


def as_json(value: Any) -> str:
    """What a JSON column holds."""
    return json.dumps(value, ensure_ascii=False)
