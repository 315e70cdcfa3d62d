"""Moodle's XML."""

from questions.formats.moodle_reader import read
from questions.formats.moodle_writer import write

__all__ = ["read", "write"]
