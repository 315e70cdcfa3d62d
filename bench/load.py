"""A bounded load on this machine's own loopback, from a process of its own.

``python -m bench.load FILE PORT CONNECTIONS`` sends the requests of the file, each once, and
prints what came back.  It knows no other host than 127.0.0.1.
"""

import http.client
import json
import queue
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import quantiles
from threading import Lock, Thread
from typing import Any

TIMEOUT_SECONDS = 60


class Load:
    """Sends all requests over so many connections, kept open."""

    def __init__(self, requests: list[dict[str, Any]], port: int) -> None:
        self.waiting: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        for each in requests:
            self.waiting.put(each)
        self.port = port
        self.lock = Lock()
        self.statuses: Counter[int] = Counter()
        self.milliseconds: list[float] = []
        self.first_wrong: str | None = None

    def run(self, connections: int) -> dict[str, Any]:
        started = time.perf_counter()
        threads = [Thread(target=self._send_all) for _ in range(connections)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        seconds = time.perf_counter() - started
        steps = quantiles(self.milliseconds, n=100) if len(self.milliseconds) > 1 else [0.0] * 99
        return {
            "count": len(self.milliseconds),
            "per_second": round(len(self.milliseconds) / seconds),
            "statuses": {str(key): value for key, value in self.statuses.items()},
            "p50_ms": round(steps[49], 2),
            "p99_ms": round(steps[98], 2),
            "first_wrong": self.first_wrong,
        }

    def _send_all(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_SECONDS)
        while True:
            try:
                request = self.waiting.get_nowait()
            except queue.Empty:
                connection.close()
                return
            started = time.perf_counter()
            body = request.get("body")
            connection.request(
                request.get("method", "GET"),
                request["path"],
                body.encode() if body is not None else None,
                request.get("headers") or {},
            )
            reply = connection.getresponse()
            text = reply.read()
            self._note(reply.status, (time.perf_counter() - started) * 1000, text)

    def _note(self, status: int, milliseconds: float, text: bytes) -> None:
        with self.lock:
            self.statuses[status] += 1
            self.milliseconds.append(milliseconds)
            if status >= 400 and self.first_wrong is None:
                self.first_wrong = text[:500].decode(errors="replace")


if __name__ == "__main__":
    file, port, connections = sys.argv[1:]
    todo = json.loads(Path(file).read_text("utf-8"))
    print(json.dumps(Load(todo, int(port)).run(int(connections))))
