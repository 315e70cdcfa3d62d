import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from contest.cli.serve import is_taken
from tests.engines import free_port

ROOT = Path(__file__).parents[3]
PAGE = """
import os
def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode()]
"""
FOREVER = ("-c", "import time; time.sleep(600)")
pytestmark = pytest.mark.slow


@pytest.fixture
def launch(tmp_path):
    """Start the launcher with a small page in place of the platform."""
    (tmp_path / "wsgi.py").write_text(PAGE)
    started = []

    def launch(code: str) -> subprocess.Popen:
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        child = subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        started.append(child)
        return child

    yield launch
    for child in started:
        child.kill()
        child.communicate()


@pytest.fixture
def port():
    return free_port()


def server(port: int) -> str:
    return f"server_arguments('127.0.0.1', {port}, 2)"


def launcher(port: int, jobs: tuple[str, ...] = FOREVER) -> str:
    return (
        "import sys; from contest.cli.serve import *; "
        f"sys.exit(Keeper({server(port)}, {jobs!r}).run())"
    )


def ask(port: int) -> int:
    """The id of the worker that answers, once one does."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with suppress(URLError, ConnectionError), urlopen(f"http://127.0.0.1:{port}/") as reply:
            return int(reply.read())
        time.sleep(0.05)
    raise AssertionError("the server does not answer")


def test_told_to_stop_it_stops_everything(launch, port):
    child = launch(launcher(port))
    worker = ask(port)
    child.send_signal(signal.SIGTERM)
    assert child.wait(20) == 0
    assert not Path(f"/proc/{worker}").exists()


def test_a_killed_worker_is_replaced(launch, port):
    launch(launcher(port))
    killed = ask(port)
    os.kill(killed, signal.SIGKILL)
    assert ask(port) != killed


def test_it_ends_when_the_server_ends(launch, port):
    child = launch(launcher(port).replace("server_arguments(", "('-c', 'exit(3)') or ("))
    assert child.wait(20) == 1


def test_it_ends_when_the_jobs_end_again_and_again(launch, port):
    child = launch(launcher(port, jobs=("-c", "exit(3)")))
    assert child.wait(20) == 1
    assert "jobs process ended with status 3" in child.stderr.read()


def test_a_killed_launcher_leaves_no_server(launch, port):
    child = launch(launcher(port))
    ask(port)
    child.kill()
    child.wait()
    deadline = time.monotonic() + 20
    while is_taken("127.0.0.1", port):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_port_in_use_is_said(port):
    with socket.create_server(("127.0.0.1", port)):
        done = subprocess.run(
            [sys.executable, "-m", "contest.cli.serve", "--port", str(port)],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert "is in use" in done.stderr
