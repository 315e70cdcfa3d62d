"""What holds for all tests: which engines, and no way out of this machine."""

import pytest
from pytest_socket import socket_allow_hosts

from tests.engines import ENGINES

LOOPBACK = ["127.0.0.1", "::1"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--engine",
        choices=(*ENGINES, "both"),
        default="sqlite",
        help="run the tests that need a database on this engine (sqlite)",
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    named = [mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")]
    if "engine" in metafunc.fixturenames and "engine" not in named:
        wanted = metafunc.config.getoption("engine")
        names = list(ENGINES) if wanted == "both" else [wanted]
        metafunc.parametrize("engine", names, indirect=True, scope="session")


def pytest_runtest_setup() -> None:
    socket_allow_hosts(LOOPBACK, allow_unix_socket=True)


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest) -> str:
    """The name of the engine that the test runs on, once for each that was asked for."""
    return request.param
