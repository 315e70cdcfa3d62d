"""What is written down about a signed document, and what its file must be."""

from dataclasses import dataclass
from datetime import date

LARGEST = 16 * 1024 * 1024
PDF_START = b"%PDF-"
HEAD = 1024  # bytes within which a PDF's first line stands, by its standard's readers


@dataclass(frozen=True, slots=True)
class OfficialDetails:
    """What is written down about a signed document; ``content`` is b"" without a file."""

    number: str
    issued_on: date
    signer: str
    file_name: str = ""
    content: bytes = b""


def is_pdf(content: bytes) -> bool:
    """Whether a file begins as a PDF does."""
    return PDF_START in content[:HEAD]
