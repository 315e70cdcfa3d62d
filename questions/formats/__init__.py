"""The formats in which questions come and go, and how a file is refused."""


class FormatRefused(Exception):
    """The file cannot be read: what is wrong, as a stable code, and at which place of the file."""

    def __init__(self, code: str, place: str = "") -> None:
        super().__init__(code, place)
        self.code = code
        self.place = place
