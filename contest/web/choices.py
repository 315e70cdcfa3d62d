"""What a list of choices is made of, for selects, radios and checkboxes."""

from collections.abc import Iterable
from typing import Any

from wtforms.fields import choices as wtforms_choices


def choice(value: str, label: Any, **html: Any) -> Any:
    """One choice; ``hint=…`` stands under its label.

    Typed as Any: the stubs of WTForms do not know SelectChoice, and tuples are deprecated.
    """
    kind: Any = vars(wtforms_choices)["SelectChoice"]
    return kind(value, label, html) if html else kind(value, label)


def choices(pairs: Iterable[tuple[str, Any]]) -> list[Any]:
    """Choices from pairs of value and label."""
    return [choice(value, label) for value, label in pairs]
