"""``make run``: everything from an empty folder to a running demo, on this machine alone.

What it needs it makes in var/: keys that only this user may read, and a SQLite database with the
demo.  A setting given in the environment wins.  Nothing heavy is imported here, so that the
second start takes as long as the server's.
"""

import base64
import os
import secrets
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import click

from contest.cli import serve

ROOT = Path(__file__).parents[2]
VAR = ROOT / "var"
DATABASE = VAR / "contest.sqlite"
UNFINISHED = VAR / "unfinished.sqlite"
TRANSLATIONS = ROOT / "contest" / "web" / "translations"


def make_key_file(name: str, make: Callable[[], str]) -> Path:
    """Write a new key where there is none; only this user may read it."""
    path = VAR / name
    with suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(make() + "\n")
    return path


def new_vault_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def fill_environment(host: str, port: int) -> None:
    """Give each setting that nobody gave its value for a trial on this machine."""
    VAR.mkdir(mode=0o700, exist_ok=True)
    keys = {"SECRET_KEYS": lambda: secrets.token_urlsafe(48), "VAULT_KEYS": new_vault_key}
    for name, make in keys.items():
        if f"CONTEST_{name}" not in os.environ and f"CONTEST_{name}_FILE" not in os.environ:
            os.environ[f"CONTEST_{name}_FILE"] = str(make_key_file(name.lower(), make))
    os.environ.setdefault("CONTEST_PUBLIC_URL", f"http://{host}:{port}")
    if not {"CONTEST_DATABASE_URL", "CONTEST_DATABASE_URL_FILE"} & set(os.environ):
        os.environ["CONTEST_DATABASE_URL"] = f"sqlite:///{DATABASE}"
        os.environ.setdefault("CONTEST_DEMO", "yes")


def is_trial() -> bool:
    return os.environ.get("CONTEST_DATABASE_URL") == f"sqlite:///{DATABASE}"


def compile_translations() -> None:
    """Make the machine-readable catalogues again where the readable ones are newer."""
    for source in TRANSLATIONS.glob("*/LC_MESSAGES/*.po"):
        made = source.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
            click.echo(f"Compiling {source.relative_to(ROOT)} …")
            compiler = ["-m", "babel.messages.frontend", "--quiet", "compile"]
            run(*compiler, "-i", str(source), "-o", str(made))


def prepare_database() -> None:
    """Make or migrate the database.  A new one gets its name when it is whole."""
    if not is_trial() or DATABASE.exists():
        run("-m", "flask", "--app", "wsgi", "setup")
        return
    click.echo("Making the database and the demo …")
    remove(UNFINISHED)
    os.environ["CONTEST_DATABASE_URL"] = f"sqlite:///{UNFINISHED}"
    run("-m", "flask", "--app", "wsgi", "setup")
    UNFINISHED.rename(DATABASE)
    remove(UNFINISHED)
    os.environ["CONTEST_DATABASE_URL"] = f"sqlite:///{DATABASE}"


def remove(database: Path) -> None:
    for path in database.parent.glob(f"{database.name}*"):
        path.unlink()


def run(*arguments: str) -> None:
    """Run a Python command of ours to its end; where it fails, end with its status."""
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, check=False)  # noqa: S603  # our own
    if done.returncode:
        sys.exit(done.returncode)


def announce(url: str) -> bool:
    """Say that the platform is there, once it answers; False while it does not yet."""
    try:
        urlopen(url, timeout=2).close()  # noqa: S310  # http, to ourselves
    except HTTPError:
        pass  # it answers
    except OSError:
        return False
    click.echo(f"\nReady: {url}\nStaff: {url}/staff\nStop with Ctrl+C; the data stay in var/.")
    return True


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535))
def start(host: str, port: int) -> None:
    """Make what is missing, then serve the platform."""
    if serve.is_taken(host, port):
        raise click.ClickException(f"Port {port} is in use: try PORT={port + 1} make run")
    os.chdir(ROOT)
    fill_environment(host, port)
    compile_translations()
    prepare_database()
    click.echo("Starting …")
    serve.raise_open_files()
    arguments = serve.server_arguments(host, port, serve.WORKERS)
    ready = partial(announce, f"http://{host}:{port}")
    sys.exit(serve.Keeper(arguments, serve.JOBS, ready).run())


if __name__ == "__main__":
    start()
