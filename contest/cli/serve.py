"""The server: granian and the job runner, started together and stopped together.

This module imports nothing of the application, so that ``python -m contest.cli.serve`` starts
at once; the workers and the job runner load it side by side.
"""

import ctypes
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

import click

BACKLOG = 16_384  # with granian's 1,024, a thousand idle connections fill it
BLOCKING_THREADS = 32
WORKERS = 2
OPEN_FILES = 65_536
GRACE_SECONDS = 10  # for requests under way, when we stop
JOBS = ("-m", "flask", "--app", "wsgi", "jobs", "run")
RESTARTS, WITHIN_SECONDS = 3, 60.0  # a job runner that ends more often has ended for good


def server_arguments(host: str, port: int, workers: int, target: str = "wsgi:app") -> list[str]:
    """What granian is started with."""
    return [
        "-m", "granian", "--interface", "wsgi", "--no-ws",
        "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", str(BLOCKING_THREADS),
        "--backlog", str(BACKLOG), "--backpressure", str(BACKLOG),
        "--respawn-failed-workers", "--respawn-interval", "0.1",
        "--workers-kill-timeout", str(GRACE_SECONDS - 5),
        "--log-level", "error",  # it would warn of the 32 threads
        target,
    ]  # fmt: skip


def raise_open_files() -> int:
    """Allow as many open files (connections, that is) as this user may have."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, OPEN_FILES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return wanted


def is_taken(host: str, port: int) -> bool:
    """Whether somebody listens there; granian would share the port with them in silence."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def _end_with_parent() -> None:
    """In the child, before it starts: be stopped when the launcher is killed."""
    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


@dataclass
class Keeper:
    """Keeps the server and the job runner going, until told to stop or one ends for good."""

    server: Sequence[str]
    jobs: Sequence[str] | None
    is_ready: Callable[[], bool] = lambda: True  # asked until it is, to say so
    stopping: bool = False
    restarts: list[float] = field(default_factory=list)

    def run(self) -> int:
        """Return the exit status: 0 when told to stop."""
        for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(each, self._stop)
        children = {"server": self._start(self.server)}
        if self.jobs:
            children["jobs"] = self._start(self.jobs)
        ready = False
        while not self.stopping and self._all_go_on(children):
            ready = ready or self.is_ready()
            time.sleep(0.1)
        self._end(list(children.values()))
        return 0 if self.stopping else 1

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping = True

    @staticmethod
    def _start(arguments: Sequence[str]) -> subprocess.Popen[bytes]:
        """Apart from the terminal, so that Ctrl+C reaches us alone and we stop them in order."""
        return subprocess.Popen(  # noqa: S603  # our own commands
            [sys.executable, *arguments],
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509  # nothing here has threads yet
        )

    def _all_go_on(self, children: dict[str, subprocess.Popen[bytes]]) -> bool:
        for name, child in children.items():
            if child.poll() is None:
                continue
            if name == "server" or not self._may_restart():
                click.echo(f"The {name} process ended with status {child.returncode}.", err=True)
                return False
            children[name] = self._start(self.jobs or ())
        return True

    def _may_restart(self) -> bool:
        now = time.monotonic()
        self.restarts = [each for each in self.restarts if each > now - WITHIN_SECONDS] + [now]
        return len(self.restarts) <= RESTARTS

    @staticmethod
    def _end(children: list[subprocess.Popen[bytes]]) -> None:
        for child in children:
            child.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for child in children:
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                with suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGKILL)
                child.wait()


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535))
@click.option("--workers", default=WORKERS, show_default=True, type=click.IntRange(1))
@click.option("--jobs/--no-jobs", default=True, help="Run the jobs beside the server.")
def serve(host: str, port: int, workers: int, jobs: bool) -> None:
    """Serve the platform: the pages, and what runs by itself."""
    if is_taken(host, port):
        raise click.ClickException(f"{host}:{port} is in use: choose another port.")
    raise_open_files()
    sys.exit(Keeper(server_arguments(host, port, workers), JOBS if jobs else None).run())


if __name__ == "__main__":
    serve()
