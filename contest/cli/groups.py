"""Every command, in the order of the features."""

from flask import Flask

from contest.cli import bank, demo, hosts, jobs, serve, setup, units

COMMANDS = (hosts.group, bank.group, demo.group, setup.setup, serve.serve, jobs.group, units.group)


def register(app: Flask) -> None:
    for command in COMMANDS:
        app.cli.add_command(command)
