"""The settings of the tests: whole, valid, and of no use anywhere else."""

import base64
import os
from dataclasses import replace

from contest.config import Settings, read_settings

SECRET_KEY = "a-key-of-the-tests-long-enough-to-be-one"
VAULT_KEY = base64.b64encode(bytes(range(32))).decode()


def environment(database_url: str, public_url: str = "http://127.0.0.1:8000") -> dict[str, str]:
    """The environment of a process of ours that is to use this database."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("CONTEST_")}
    return kept | {
        "CONTEST_DATABASE_URL": database_url,
        "CONTEST_SECRET_KEYS": SECRET_KEY,
        "CONTEST_VAULT_KEYS": VAULT_KEY,
        "CONTEST_PUBLIC_URL": public_url,
        "CONTEST_LOG_LEVEL": "WARNING",
    }


def settings(database_url: str, public_url: str = "http://127.0.0.1:8000") -> Settings:
    """The same, as an app in this process takes them."""
    return replace(read_settings(environment(database_url, public_url)), is_testing=True)
