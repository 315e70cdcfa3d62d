"""What an XML file is, told by its root: ``.xml`` is the ending of Moodle's and of QTI's files."""

from typing import Literal

from questions.formats import FormatRefused
from questions.formats.guard import root_name

_MOODLE = ("quiz", "MOODLE_BACKUP")
_QTI = ("manifest", "questestinterop", "responseProcessing")  # the latter two it refuses itself
_QTI_BEGINNINGS = ("assessment", "qti-")


def kind_of_xml(content: bytes) -> Literal["moodle", "qti"] | None:
    """Whose reader to ask, None for what is neither's.  Raises nothing, parses nothing."""
    try:
        name = root_name(content)
    except FormatRefused:
        return None
    if name in _MOODLE:
        return "moodle"
    return "qti" if name in _QTI or name.startswith(_QTI_BEGINNINGS) else None
