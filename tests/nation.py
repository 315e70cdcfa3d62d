"""The nation's units as the tables have them, for the tests of the search."""

from collections import defaultdict
from functools import cache

from contest.rules.unit_search import Alias, Commune, Former, Index
from contest.units.tables_service import Tables, read_tables


@cache
def tables() -> Tables:
    return read_tables()


@cache
def successors() -> dict[str, tuple[str, ...]]:
    found = defaultdict(list)
    for row in tables().successions:
        found[row["former_code"]].append(row["commune_code"])
    return {code: tuple(each) for code, each in found.items()}


@cache
def communes() -> tuple[Commune, ...]:
    provinces = {row["code"]: f"{row['kind']} {row['name']}" for row in tables().provinces}
    return tuple(
        Commune(
            row["code"], row["kind"], row["name"], row["province_code"],
            provinces[row["province_code"]],
        )
        for row in tables().communes
    )  # fmt: skip


@cache
def index() -> Index:
    former = [
        Former(
            row["code"], row["kind"], row["name"], row["district"], row["province"],
            successors()[row["code"]],
        )
        for row in tables().former_units
    ]  # fmt: skip
    aliases = [
        Alias(f"{row['kind']} {row['name']}", code)
        for row in tables().aliases
        for code in successors()[row["former_code"]]
    ]
    return Index(communes(), former, aliases)
