"""What a page of refusal consists of."""

from typing import NamedTuple

from flask_babel import LazyString


class Refusal(NamedTuple):
    """One page of refusal."""

    status: int
    title: LazyString
    advice: LazyString
