"""How saves and hand-ins reach the database: raw connections, and on SQLite one writer.

The session is left out on this path: with it a save would cost a third more than its floor.
"""

import atexit
import os
import re
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from queue import SimpleQueue
from typing import Any, Generic, Protocol, TypeVar

import psycopg
from sqlalchemy import URL, make_url

from contest.db import Door, open_sqlite
from contest.errors import DatabaseBusy

Result = TypeVar("Result")
Row = tuple[Any, ...]
LONGEST_WAIT_S = 20.0
MOST_IN_A_GROUP = 200
MOST_IDLE = 64
_NAMED = re.compile(r"(?<!:):([a-z_]+[0-9]*)\b")


class Run(Protocol):
    """Runs one statement with ``:named`` parameters and returns its rows."""

    dialect: str

    def __call__(self, statement: str, parameters: Mapping[str, Any]) -> list[Row]: ...


Work = Callable[[Run], Result]


class SqliteRun:
    """Statements on one SQLite connection."""

    dialect = "sqlite"

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __call__(self, statement: str, parameters: Mapping[str, Any]) -> list[Row]:
        return self._connection.execute(statement, parameters).fetchall()


class PostgresRun:
    """Statements on one PostgreSQL connection, prepared at once."""

    dialect = "postgresql"

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __call__(self, statement: str, parameters: Mapping[str, Any]) -> list[Row]:
        cursor = self._connection.execute(_for_psycopg(statement), parameters)
        return cursor.fetchall() if cursor.pgresult.nfields else []  # ``description`` is slow


@lru_cache(maxsize=256)
def _for_psycopg(statement: str) -> str:
    return _NAMED.sub(r"%(\1)s", statement.replace("%", "%%"))


@dataclass(slots=True, eq=False)
class _Waiting(Generic[Result]):
    work: Work[Result]
    done: threading.Lock
    result: Result | None = None
    error: BaseException | None = None


class SqliteWire:
    """One writer thread: it goes through the door, does all that waits, and commits once.

    A work that fails is rolled back alone, to its savepoint.  What is acknowledged is on the disk:
    nobody is told before the commit.  The thread survives every exception.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._readers: deque[sqlite3.Connection] = deque()
        self._door = Door(path)
        self._connection = sqlite3.connect(path, check_same_thread=False)  # the writer's alone
        open_sqlite(self._connection)
        self._connection.execute("PRAGMA query_only = OFF")
        self._queue: SimpleQueue[_Waiting[Any] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="writer", daemon=True)
        self._thread.start()

    def transact(self, work: Work[Result]) -> Result:
        waiting = _Waiting(work, threading.Lock())
        waiting.done.acquire()
        self._queue.put(waiting)
        if not waiting.done.acquire(timeout=LONGEST_WAIT_S):
            raise DatabaseBusy
        if waiting.error is not None:
            raise waiting.error
        return waiting.result  # type: ignore[return-value]  # it is set where there is no error

    def read(self, work: Work[Result]) -> Result:
        """Work that only reads, on a connection that nobody else uses meanwhile."""
        try:
            connection = self._readers.pop()
        except IndexError:
            connection = sqlite3.connect(self._path, check_same_thread=False)
            open_sqlite(connection)
        try:
            return work(SqliteRun(connection))
        finally:
            self._readers.append(connection)

    def close(self) -> None:
        self._queue.put(None)
        self._thread.join(timeout=LONGEST_WAIT_S)
        with suppress(IndexError):
            while True:
                self._readers.pop().close()

    def _serve(self) -> None:
        while (first := self._queue.get()) is not None:
            group = [first]
            try:
                self._door.take()
                group += self._more()
                self._commit(group)
            except Exception as error:  # a full disk, say: nobody is told that it was kept
                self._fail(group, error)
            for each in group:
                each.done.release()
        self._connection.close()
        self._door.close()

    def _more(self) -> list[_Waiting[Any]]:
        """All that waits by now."""
        group: list[_Waiting[Any]] = []
        while len(group) < MOST_IN_A_GROUP and not self._queue.empty():
            each = self._queue.get()
            if each is None:
                self._queue.put(None)
                break
            group.append(each)
        return group

    def _commit(self, group: list[_Waiting[Any]]) -> None:
        run = SqliteRun(self._connection)
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            for each in group:
                self._do(self._connection, run, each)
            self._connection.execute("COMMIT")
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            self._door.leave()

    @staticmethod
    def _fail(group: list[_Waiting[Any]], error: Exception) -> None:
        for each in group:
            each.error = error

    @staticmethod
    def _do(connection: sqlite3.Connection, run: SqliteRun, each: _Waiting[Any]) -> None:
        connection.execute("SAVEPOINT one")
        try:
            each.result = each.work(run)
        except Exception as error:
            each.error = error
            connection.execute("ROLLBACK TO one")
        connection.execute("RELEASE one")


class PostgresWire:
    """Connections that are handed from thread to thread; work of one statement commits by itself.

    Threads of the server come and go, so a connection of a thread's own would be lost with it.
    """

    def __init__(self, url: URL) -> None:
        given = url.set(drivername="postgresql")
        self._address = given.render_as_string(hide_password=False)
        self._idle: deque[Any] = deque()

    def transact(self, work: Work[Result]) -> Result:
        def within(connection: Any) -> Result:
            with connection.transaction():
                return work(PostgresRun(connection))

        return self._try_twice(within)

    def read(self, work: Work[Result]) -> Result:
        """Work that only reads, each statement by itself."""
        return self.alone(work)

    def alone(self, work: Work[Result]) -> Result:
        """Work of one statement, without BEGIN and COMMIT around it."""
        return self._try_twice(lambda connection: work(PostgresRun(connection)))

    def _try_twice(self, do: Callable[[Any], Result]) -> Result:
        """Once more on a new connection, since the server may have been restarted.

        All work here can be done twice: a save finds itself stored, a hand-in finds the first.
        """
        try:
            return self._try(do)
        except psycopg.OperationalError:
            self.close()
        try:
            return self._try(do)
        except psycopg.OperationalError as error:
            raise DatabaseBusy from error

    def _try(self, do: Callable[[Any], Result]) -> Result:
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = psycopg.connect(self._address, autocommit=True, prepare_threshold=0)
        try:
            return do(connection)
        finally:
            if connection.closed or len(self._idle) >= MOST_IDLE:
                connection.close()
            else:
                self._idle.append(connection)

    def close(self) -> None:
        with suppress(IndexError):
            while True:
                self._idle.pop().close()


AnyWire = SqliteWire | PostgresWire
_wires: dict[tuple[int, str], AnyWire] = {}
_making = threading.Lock()


def wire(database_url: str) -> AnyWire:
    """The wire of this process to that database; made when first asked for, so after a fork."""
    key = (os.getpid(), database_url)
    found = _wires.get(key)
    if found is None:
        with _making:
            found = _wires.get(key) or _wires.setdefault(key, _make(database_url))
    return found


def close_wires(database_url: str | None = None) -> None:
    """Close the wires of this process to that database, or all of them."""
    with _making:
        for key in [each for each in _wires if each[1] == (database_url or each[1])]:
            gone = _wires.pop(key)
            if key[0] == os.getpid():
                gone.close()


def _make(database_url: str) -> AnyWire:
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        return SqliteWire(url.database or "")
    return PostgresWire(url)


atexit.register(close_wires)
