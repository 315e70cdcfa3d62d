"""Read a file in a process of its own: what came of it, how long it took, how much memory."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[3]
_READ = """
import importlib, json, pathlib, sys, time
from questions.formats import FormatRefused
read = importlib.import_module(f"questions.formats.{sys.argv[1]}").read
content = pathlib.Path(sys.argv[2]).read_bytes()
began = time.process_time()
try:
    reading = read(content)
    said = [each.code.value for each in (*reading.findings, *reading.refused)][:9]
except FormatRefused as refused:
    said = [refused.code]
status = pathlib.Path("/proc/self/status").read_text()  # rusage tells of the parent's memory too
megabytes = int(status.split("VmHWM:")[1].split()[0]) // 1024
print(json.dumps([said, time.process_time() - began, megabytes]))
"""


@dataclass(frozen=True)
class Outcome:
    """The first codes that were said, the seconds of the processor, and the megabytes."""

    said: list[str]
    seconds: float
    megabytes: int


def outcome_of(reader: str, content: bytes, folder: Path) -> Outcome:
    file = folder / "hostile"
    file.write_bytes(content)
    command = [sys.executable, "-c", _READ, reader, str(file)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, timeout=60, check=True)
    return Outcome(*json.loads(done.stdout))
