"""An item of a file that is no question which we have: why, as a remark's code and words."""

from questions.formats.reading import At, Code, Remark


class NotRead(Exception):
    """Raised within a reader while it reads one item; the file's other items are read on."""

    def __init__(self, code: Code, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def remark(self, at: At) -> Remark:
        return Remark(at, self.code, self.params)
