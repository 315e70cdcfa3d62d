"""Settings: read once from the environment, checked whole, passed on frozen."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

PREFIX = "CONTEST_"
KEY_BYTES = 32
T = TypeVar("T")


class SettingsWrong(Exception):
    """Some settings are missing or make no sense; each mistake is one line."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation runs.  ``.env.example`` explains each field."""

    database_url: str
    secret_keys: tuple[str, ...] = field(repr=False)
    vault_keys: tuple[bytes, ...] = field(repr=False)
    public_url: str = "http://127.0.0.1:8000"
    is_demo: bool = False
    proxies: int = 0
    log_level: str = "INFO"
    is_testing: bool = False

    @property
    def is_https(self) -> bool:
        return self.public_url.startswith("https://")


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read ``CONTEST_*``; a value may stand in a file named by ``CONTEST_*_FILE``.

    Raises SettingsWrong with every mistake at once, so that a clerk mends them in one go.
    """
    reader = _Reader(environment)
    settings = Settings(
        database_url=reader.take("DATABASE_URL", _database_url),
        secret_keys=reader.take("SECRET_KEYS", _secret_keys),
        vault_keys=reader.take("VAULT_KEYS", _vault_keys),
        public_url=reader.take("PUBLIC_URL", _public_url, "http://127.0.0.1:8000"),
        is_demo=reader.take("DEMO", _yes_or_no, "no"),
        proxies=reader.take("PROXIES", _count, "0"),
        log_level=reader.take("LOG_LEVEL", _log_level, "INFO"),
    )
    if reader.mistakes:
        raise SettingsWrong(reader.mistakes)
    return settings


class _Reader:
    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.mistakes: list[str] = []

    def take(self, name: str, read: Callable[[str], T], default: str | None = None) -> T:
        """The value, read; a mistake is noted and leaves a hole, which nobody sees."""
        try:
            return read(self._raw(PREFIX + name, default))
        except (ValueError, OSError) as error:
            self.mistakes.append(f"{PREFIX}{name}: {error}")
            hole: T = None  # type: ignore[assignment]  # SettingsWrong is raised before anyone sees it
            return hole

    def _raw(self, name: str, default: str | None) -> str:
        if path := self.environment.get(f"{name}_FILE"):
            return Path(path).read_text("utf-8").strip()
        value = self.environment.get(name, default)
        if value is None:
            raise ValueError("is missing")
        return value.strip()


def _database_url(text: str) -> str:
    if text.startswith("postgresql://"):
        return text.replace("postgresql://", "postgresql+psycopg://", 1)
    if not text.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError("must begin with sqlite:/// or postgresql://")
    return text


def _secret_keys(text: str) -> tuple[str, ...]:
    keys = tuple(each.strip() for each in text.split(",") if each.strip())
    if not keys or any(len(each) < KEY_BYTES for each in keys):
        raise ValueError(f"needs keys of at least {KEY_BYTES} characters, the newest first")
    return keys


def _vault_keys(text: str) -> tuple[bytes, ...]:
    try:
        keys = tuple(base64.b64decode(each, validate=True) for each in text.split(",") if each)
    except binascii.Error as error:
        raise ValueError(f"is not base64 ({error})") from error
    if not keys or any(len(each) != KEY_BYTES for each in keys):
        raise ValueError(f"needs keys of {KEY_BYTES} bytes in base64, the newest first")
    return keys


def _public_url(text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise ValueError("must begin with http:// or https://")
    return text.rstrip("/")


def _yes_or_no(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError("must be yes or no")
    return text == "yes"


def _count(text: str) -> int:
    if not text.isdecimal():
        raise ValueError("must be a whole number")
    return int(text)


def _log_level(text: str) -> str:
    if text not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise ValueError("must be DEBUG, INFO, WARNING or ERROR")
    return text
