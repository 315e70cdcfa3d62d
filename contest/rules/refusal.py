"""How a rule says no."""


class RuleRefused(Exception):  # noqa: N818 - says what happened, as every error here does
    """A rule said no; ``code`` names the reason and is stable."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
