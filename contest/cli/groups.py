"""Every command, in the order of the features."""

from collections.abc import Sequence
from pathlib import Path

from flask import Flask

from contest.cli import bank, demo, hosts, jobs, questions, serve, setup, units
from contest.web import locale

TOOLS = (questions.group,)  # they read and write files, and need neither settings nor a database
COMMANDS = (hosts.group, bank.group, demo.group, setup.setup, serve.serve, jobs.group, units.group)


def register(app: Flask) -> None:
    for command in (*TOOLS, *COMMANDS):
        app.cli.add_command(command)


def is_for_tools(arguments: Sequence[str]) -> bool:
    """Whether the process was started as ``flask questions …``, with or without ``--app …``."""
    program, *words = arguments
    while words[:1] in (["--app"], ["-A"]):
        words = words[2:]
    is_flask = Path(program).stem == "flask" or Path(program).parent.name == "flask"
    return is_flask and words[:1] == [group.name for group in TOOLS]


def create_tools() -> Flask:
    """An application that has the tools' commands and their words, and nothing else."""
    app = Flask("contest", static_folder=None)
    locale.register(app)
    for command in TOOLS:
        app.cli.add_command(command)
    return app
