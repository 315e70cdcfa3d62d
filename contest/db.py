"""The database: session, base of the models, column types, the one door for writing."""

import fcntl
import sqlite3
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, ClassVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Enum,
    Integer,
    MetaData,
    String,
    Table,
    event,
)
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry
from sqlalchemy.types import TypeDecorator


def _checked_column(check: CheckConstraint, _table: Table) -> str:
    """An enum's check bears its column's name too: one table may hold the same enum twice."""
    return "".join(f"{each.name}_" for each in check.columns)


CONSTRAINT_NAMES: dict[str, Any] = {
    "checked_column": _checked_column,
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(checked_column)s%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
BUSY_TIMEOUT_MS = 20_000


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept as UTC; a naive one is refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime: {value!r}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


# A BigInteger primary key does not count up on SQLite, whose INTEGER holds 64 bits anyway.
BigId = BigInteger().with_variant(Integer(), "sqlite")
# Text ordered byte by byte on both engines.
ByteOrdered = String(400).with_variant(String(400, collation="C"), "postgresql")

Id = Annotated[int, mapped_column(BigId, primary_key=True)]
Milliseconds = Annotated[int, mapped_column(BigId)]


class Base(DeclarativeBase):
    """The base of every model (not ``db.Model``, which mypy cannot read)."""

    registry: ClassVar[registry] = registry(
        metadata=MetaData(naming_convention=CONSTRAINT_NAMES),
        type_annotation_map={
            datetime: UtcDateTime(),
            StrEnum: Enum(
                StrEnum,
                native_enum=False,
                create_constraint=True,
                length=20,
                values_callable=lambda kind: [member.value for member in kind],
            ),
        },
    )


db = SQLAlchemy(model_class=Base)


class Door:
    """The machine-wide lock that every writing transaction on one SQLite file goes through.

    SQLite's own waiting is a poll that starves some under load; flock is a queue in the kernel,
    between threads (each connection has its own open file) and between processes.
    """

    def __init__(self, database: str) -> None:
        self._file = Path(f"{database}.lock").open("ab")  # noqa: SIM115  # open as long as the connection
        self.is_held = False

    def take(self) -> None:
        if not self.is_held:
            fcntl.flock(self._file, fcntl.LOCK_EX)
            self.is_held = True

    def leave(self) -> None:
        if self.is_held:
            fcntl.flock(self._file, fcntl.LOCK_UN)
            self.is_held = False

    def close(self) -> None:
        self._file.close()


def open_sqlite(connection: sqlite3.Connection) -> None:
    """The pragmas of every connection: WAL, every commit durable, keys checked, reading only."""
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA query_only = ON")


@event.listens_for(Engine, "connect")
def _connected(connection: Any, record: Any) -> None:
    """Leave transactions to SQLAlchemy, so that savepoints hold."""
    if isinstance(connection, sqlite3.Connection):
        open_sqlite(connection)
        file = connection.execute("PRAGMA database_list").fetchone()[2]
        record.info["door"] = Door(file) if file else None


@event.listens_for(Engine, "close")
def _closed(_connection: Any, record: Any) -> None:
    if door := record.info.pop("door", None):
        door.close()


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    if not connection.get_execution_options().get("writes"):
        connection.exec_driver_sql("BEGIN DEFERRED")
        return
    if door := connection.connection.info.get("door"):
        door.take()
    connection.exec_driver_sql("PRAGMA query_only = OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@event.listens_for(Engine, "checkin")
def _returned(connection: Any, record: Any) -> None:
    """After commit, rollback or a lost connection alike: read only again, and the door open."""
    if connection is None or not isinstance(connection, sqlite3.Connection):
        return
    connection.execute("PRAGMA query_only = ON")
    if door := record.info.get("door"):
        door.leave()


def has_one_writer() -> bool:
    """Whether whoever writes makes all others wait who want to write, whatever the rows."""
    return db.engine.dialect.name == "sqlite"


def begin_writing() -> None:
    """Begin the session's transaction as one that writes; call it before the first read.

    On SQLite the door is taken and then the write lock: a transaction that reads first and then
    writes fails at once, busy timeout or not, when another has written in between (346 of 400 in
    eight threads).  On PostgreSQL nothing is to do; rows are locked where a service says so.
    """
    if has_one_writer():
        if db.session().in_transaction():
            db.session.rollback()  # what was read so far, a session's account say, is read again
        db.session.connection(execution_options={"writes": True})
