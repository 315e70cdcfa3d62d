"""How a rule says no."""


class RuleRefused(Exception):
    """A rule said no; ``code`` names the reason and is stable."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
