"""What a person's typing means: plain text, a day, an hour."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from contest.clock import VIETNAM

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


class NotUnderstood(ValueError):
    """The typing is no such thing."""


def plain_line(text: str) -> str:
    """One line in NFC, single spaces.  Raises NotUnderstood when a control character is in it."""
    return " ".join(plain_text(text).split())


def plain_text(text: str) -> str:
    """Text in NFC, line ends as one newline.  Raises NotUnderstood at a control character."""
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if UNWANTED.search(text):
        raise NotUnderstood(text)
    return text


def day(text: str) -> date:
    """27/3/1965, 27.3.1965, 27-03-1965 or 1965-03-27.  Raises NotUnderstood for all else."""
    if vietnamese := DAY.fullmatch(text):
        year, month, number = vietnamese[3], vietnamese[2], vietnamese[1]
    elif iso := ISO_DAY.fullmatch(text):
        year, month, number = iso[1], iso[2], iso[3]
    else:
        raise NotUnderstood(text)
    try:
        return date(int(year), int(month), int(number))
    except ValueError as error:
        raise NotUnderstood(text) from error


def minutes_of_day(text: str) -> int:
    """14:30, 14h30, 14 giờ 30, 14h or 24h00.  Raises NotUnderstood for all else."""
    found = HOUR.fullmatch(text)
    if not found:
        raise NotUnderstood(text)
    hour, minute = int(found[1]), int(found[2] or 0)
    if minute > 59 or hour * 60 + minute > 24 * 60:
        raise NotUnderstood(text)
    return hour * 60 + minute


def moment(parts: Sequence[str]) -> datetime:
    """A day and an hour of Vietnam, in one text or in two, as an instant in UTC.

    24h00 is the next day's 00:00.  Raises NotUnderstood when it is no such thing.
    """
    if len(parts) == 1:
        whole = MOMENT.fullmatch(parts[0])
        if not whole:
            raise NotUnderstood(parts[0])
        parts = (whole["day"], whole["hour"])
    midnight = datetime.combine(day(parts[0]), time(0), VIETNAM)
    try:
        return (midnight + timedelta(minutes=minutes_of_day(parts[1]))).astimezone(UTC)
    except OverflowError as error:
        raise NotUnderstood(parts[0]) from error
