"""GIFT, the text format of Moodle."""

from questions.formats.gift_reader import read
from questions.formats.gift_writer import write

__all__ = ["read", "write"]
