"""What the running application was started with."""

from flask import current_app

from contest.config import Settings
from contest.vault import Vault


def settings() -> Settings:
    found: Settings = current_app.config["SETTINGS"]
    return found


def vault() -> Vault:
    found: Vault = current_app.extensions["vault"]
    return found
