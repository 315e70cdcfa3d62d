"""The bare application of the shared web layer, and a browser of its own."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.contest.web.kitchen import make_kitchen


@pytest.fixture(scope="package")
def kitchen() -> Flask:
    return make_kitchen()


@pytest.fixture
def visitor(kitchen) -> FlaskClient:
    return kitchen.test_client()


@pytest.fixture
def page(kitchen):
    """A request of the kitchen to render and to validate in."""
    with kitchen.test_request_context("/"):
        yield
