"""Word documents (.docx): read in every shape that offices bring, written in our own."""

from questions.formats.word.reader import read
from questions.formats.word.writer import write

__all__ = ["read", "write"]
