"""Whether a person has declared what the regulation asks: to be neither barred nor family."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Declaration:
    """What is to be declared, in its printed words; another wording is another version."""

    wording: str
    version: int


def may_enter_declared(asked: Declaration | None, declared_version: int | None) -> bool:
    """Where the regulation asks for a declaration, nobody enters without having made it.

    Only the wording in force counts: who ticked an earlier version reads and ticks the new one.
    ``declared_version`` is None where nothing was ticked.
    """
    return asked is None or declared_version == asked.version
