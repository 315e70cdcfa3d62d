"""How often things happened in each minute: counted in memory, written down every few seconds.

Whoever counts waits for nothing: a count is one addition, and the writing is done by a thread of
its own, which starts when there is something to write.  A process that is killed loses the counts
of the last seconds; after a write that nobody confirmed some may be written twice.  They tell
how things go, and are no evidence.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import NamedTuple

from flask import Flask, current_app, g, request

from contest import clock

log = logging.getLogger(__name__)

PAUSE_S = 5.0
MOST_KINDS = 2_000  # waiting to be written; what is new beyond is not counted
MINUTE_MS = 60_000
SAVED = "saved"
WHOLE_SITE = 0


class Kind(NamedTuple):
    """What is counted, and of which minute since 1970; in the order in which rows are locked."""

    minute: int
    round_id: int
    code: str
    status: int


Write = Callable[[Mapping[Kind, int]], None]


class Tally:
    """The counts of this process that are not written yet.

    ``sitting`` are the endpoints whose refusals are counted; faults of the server are counted
    wherever they happen.  With a ``pause_s`` of None nobody writes but who calls ``flush``.
    """

    def __init__(self, write: Write, sitting: frozenset[str], pause_s: float | None) -> None:
        self._write, self.sitting, self._pause_s = write, sitting, pause_s
        self._counts: dict[Kind, int] = {}
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def note(self, round_id: int, code: str, status: int, now_ms: int) -> None:
        kind = Kind(now_ms // MINUTE_MS, round_id, code, status)
        with self._lock:
            self._add(kind, 1)
            self._plan()

    def flush(self) -> None:
        """Write what waits; what could not be written waits on."""
        with self._lock:
            self._timer = None
            taken, self._counts = self._counts, {}
        if not taken:
            return
        try:
            self._write(dict(sorted(taken.items())))
        except Exception:
            log.exception("%d counts of the watch could not be written", len(taken))
            with self._lock:
                for kind, count in taken.items():
                    self._add(kind, count)
                self._plan()

    def _add(self, kind: Kind, count: int) -> None:
        if kind in self._counts or len(self._counts) < MOST_KINDS:
            self._counts[kind] = self._counts.get(kind, 0) + count

    def _plan(self) -> None:
        if self._timer is None and self._pause_s is not None and self._counts:
            timer = threading.Timer(self._pause_s, self.flush)
            timer.daemon = True
            with suppress(RuntimeError):  # no thread to be had: the next count tries again
                timer.start()
                self._timer = timer


def register(app: Flask, write: Write, sitting: frozenset[str]) -> None:
    """Tests write when they say so: their databases come and go."""
    app.extensions["tally"] = Tally(write, sitting, None if app.testing else PAUSE_S)


def note(code: str, status: int, now_ms: int) -> None:
    """Count something of the round that the request is about, ``g.round_id``."""
    found: Tally = current_app.extensions["tally"]
    found.note(g.get("round_id", WHOLE_SITE), code, status, now_ms)


def note_refusal(code: str, status: int) -> None:
    """Count a refusal to somebody who sits, or a fault; never raises: the answer must go out."""
    with suppress(Exception):
        found: Tally = current_app.extensions["tally"]
        if status >= 500 or request.endpoint in found.sitting:
            note(code, status, clock.milliseconds(clock.now()))
