"""What a dossier is put together of: facts, tables and instants, as plain JSON."""

from collections.abc import Iterable, Sequence
from typing import Any

from contest.clock import VIETNAM, instant

Block = dict[str, Any]


def facts(pairs: Iterable[tuple[object, object]]) -> Block:
    return {"facts": [[str(name), str(value)] for name, value in pairs]}


def table(
    title: str, columns: Sequence[object], rows: Iterable[Sequence[object]], wide: int = -1
) -> Block:
    """A table whose column ``wide`` takes the room that the others leave."""
    return {
        "table": {
            "title": title,
            "wide": wide % len(columns),
            "columns": [str(each) for each in columns],
            "rows": [[str(cell) for cell in row] for row in rows],
        }
    }


def instant_words(milliseconds: int | None) -> str:
    """To the millisecond, since that decides."""
    if milliseconds is None:
        return "–"
    at = instant(milliseconds)
    return f"{at.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S},{milliseconds % 1000:03}"
