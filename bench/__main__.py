"""``make bench NAME=attempts``: measure one thing and keep its figures in bench/results/."""

import importlib
import json
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
FRAME = {"__init__", "__main__", "load", "measure", "fuzz"}


def names() -> list[str]:
    """What can be measured: the modules here that have a ``main() -> dict`` and no prefix."""
    stems = {path.stem for path in HERE.glob("*.py")} - FRAME
    return sorted(stem for stem in stems if not stem.startswith("_"))


def machine() -> dict[str, str | int]:
    """What the figures depend on."""
    tools = ("granian", "Flask", "SQLAlchemy", "psycopg")
    found: dict[str, str | int] = {name: version(name) for name in tools}
    return found | {"python": platform.python_version(), "cores": len(os.sched_getaffinity(0))}


def main() -> int:
    if len(sys.argv) != 2 or sys.argv[1] not in names():
        print(f"Name what to measure: {', '.join(names()) or 'there is nothing yet'}")
        return 2
    name = sys.argv[1]
    figures = importlib.import_module(f"bench.{name}").main()
    path = HERE / "results" / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    text = json.dumps(figures | {"machine": machine()}, indent=2, ensure_ascii=False)
    path.write_text(text + "\n", "utf-8")
    print(text, f"\nKept in {path.relative_to(HERE.parent)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
