"""What a person's typing means: plain text, a day, an hour."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

# What no text may hold: control characters, and those that turn the writing direction.
UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\ufeff\u00ad]")
DAY = re.compile(r"\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})\s*")
ISO_DAY = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*")
HOUR = re.compile(
    r"\s*(\d{1,2})\s*(?:(?:[:hg]|giờ)\s*(\d{1,2})?\s*(?:phút|p|:00)?)?\s*", re.IGNORECASE
)
MOMENT = re.compile(
    r"\s*(?P<day>\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}|\d{4}-\d{1,2}-\d{1,2})[T,\s]+(?P<hour>\S.*)"
)


def plain_line(text: str) -> str:
    """One line in NFC, single spaces.  Raises ValueError when a control character is in it."""
    return " ".join(plain_text(text).split())


def plain_text(text: str) -> str:
    """Text in NFC, line ends as one newline.  Raises ValueError at a control character."""
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if UNWANTED.search(text):
        raise ValueError(text)
    return text


def day(text: str) -> date:
    """27/3/1965, 27.3.1965, 27-03-1965 or 1965-03-27.  Raises ValueError for all else."""
    if vietnamese := DAY.fullmatch(text):
        return date(int(vietnamese[3]), int(vietnamese[2]), int(vietnamese[1]))
    if iso := ISO_DAY.fullmatch(text):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    raise ValueError(text)


def minutes_of_day(text: str) -> int:
    """14:30, 14h30, 14 giờ 30, 14h or 24h00.  Raises ValueError for all else."""
    found = HOUR.fullmatch(text)
    if not found:
        raise ValueError(text)
    hour, minute = int(found[1]), int(found[2] or 0)
    if minute > 59 or hour * 60 + minute > 24 * 60:
        raise ValueError(text)
    return hour * 60 + minute


def moment(parts: Sequence[str]) -> datetime:
    """A day and an hour of Vietnam, in one text or in two, as an instant in UTC.

    24h00 is the next day's 00:00.  Raises ValueError when it is no such thing.
    """
    if len(parts) == 1:
        whole = MOMENT.fullmatch(parts[0])
        if not whole:
            raise ValueError(parts[0])
        parts = (whole["day"], whole["hour"])
    midnight = datetime.combine(day(parts[0]), time(0), VIETNAM)
    return (midnight + timedelta(minutes=minutes_of_day(parts[1]))).astimezone(UTC)
