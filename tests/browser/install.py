"""Which Chromium the tests drive; run as a command it puts one on the machine where none is."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "google-chrome", "google-chrome-stable")
MISSING = (
    "Chromium is missing and could not be installed. Install it (Debian: apt install chromium)."
)


def find_chromium() -> str | None:
    """The system's Chromium, else the one that Playwright keeps."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install_by_apt() -> None:
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in ("update", "install -y --no-install-recommends chromium"):
        subprocess.run(["apt-get", "-qq", *command.split()], env=quiet, check=False)


def install_by_playwright() -> None:
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    """Return 0 when there is a Chromium at the end."""
    if find_chromium():
        return 0
    sys.stdout.write("Installing Chromium for the browser tests; this may take a few minutes …\n")
    sys.stdout.flush()
    if os.getuid() == 0 and shutil.which("apt-get"):
        install_by_apt()
    if not find_chromium():
        install_by_playwright()
    if not find_chromium():
        sys.stderr.write(f"{MISSING}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
