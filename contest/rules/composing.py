"""How conditions are composed on a page: rows that all count, or of which one will do.

A row is a condition, or conditions that stand beside one another: alternatives where all rows
count, companions where one row will do.  Such a row is one level deep; what is deeper is kept.
"""

from contest.rules.conditions import ANYONE, AllOf, AnyOf, CitizenOf, Condition, Leaf, Linked


def rows(composed: Condition) -> tuple[Condition, ...]:
    """Return the rows of what was composed; a single condition is a row."""
    return composed.conditions if isinstance(composed, AllOf | AnyOf) else (composed,)


def needs_all(composed: Condition) -> bool:
    """Whether every row counts; with one of them, or none, that is said of it."""
    return not isinstance(composed, AnyOf)


def add(composed: Condition, new: Leaf, beside: int | None = None) -> Condition:
    """Add a row, or a condition beside a row; a row that is not there makes a new one.

    Places of the same link and countries that are alternatives to each other become one
    condition.  Raises ConditionRefused where there are too many.
    """
    before = rows(composed)
    if beside is None or not 0 <= beside < len(before):
        return _composed(composed, (*before, new))
    row = _beside(before[beside], new, are_alternatives=needs_all(composed))
    return _composed(composed, (*before[:beside], row, *before[beside + 1 :]))


def _beside(row: Condition, new: Leaf, *, are_alternatives: bool) -> Condition:
    group: type[AllOf] | type[AnyOf] = AnyOf if are_alternatives else AllOf
    parts = row.conditions if isinstance(row, group) else (row,)
    if are_alternatives and (merged := _merged(parts[-1], new)):
        parts = (*parts[:-1], merged)
        return parts[0] if len(parts) == 1 else group(parts)
    return group((*parts, new))


def _merged(last: Condition, new: Leaf) -> Leaf | None:
    if isinstance(last, Linked) and isinstance(new, Linked) and last.links == new.links:
        return Linked(last.units | new.units, last.links)
    if isinstance(last, CitizenOf) and isinstance(new, CitizenOf):
        return CitizenOf(last.countries | new.countries)
    return None


def drop(composed: Condition, at: int, within: int | None = None) -> Condition:
    """Take out a row, or one condition of a row; what is not there changes nothing."""
    before = rows(composed)
    if not 0 <= at < len(before):
        return composed
    left: tuple[Condition, ...] = ()
    row = before[at]
    if within is not None and isinstance(row, AllOf | AnyOf):
        parts = tuple(each for number, each in enumerate(row.conditions) if number != within)
        left = (type(row)(parts),) if len(parts) > 1 else parts
    return _composed(composed, (*before[:at], *left, *before[at + 1 :]))


def turned(composed: Condition, *, all_count: bool) -> Condition:
    """Let all rows count, or let one of them do; what stands beside one another turns with it."""
    if all_count == needs_all(composed) or not rows(composed):
        return composed
    inner: type[AllOf] | type[AnyOf] = AnyOf if all_count else AllOf
    parts = tuple(
        inner(each.conditions) if isinstance(each, AllOf | AnyOf) and each.conditions else each
        for each in rows(composed)
    )
    return AllOf(parts) if all_count else AnyOf(parts)


def _composed(before: Condition, parts: tuple[Condition, ...]) -> Condition:
    if not parts:
        return ANYONE
    return AllOf(parts) if needs_all(before) else AnyOf(parts)
