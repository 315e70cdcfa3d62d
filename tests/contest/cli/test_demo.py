from dataclasses import replace

import pytest

from contest import clock
from contest.cli import demo
from contest.cli.demo import group
from contest.demo.load import Sizes
from contest.units.models import Unit, UnitKind
from tests.contest.factories import make_host


@pytest.fixture
def run(app, rows, monkeypatch):
    """Run a command of the group, in an app that is a demo unless said otherwise."""

    def run(*words, is_demo=True):
        given = replace(app.config["SETTINGS"], is_demo=is_demo)
        monkeypatch.setitem(app.config, "SETTINGS", given)
        return app.test_cli_runner().invoke(group, words)

    return run


def test_the_demo_is_not_loaded_where_hosts_are(run):
    make_host()
    answer = run("load")
    assert answer.exit_code == 1
    assert "this one has hosts" in answer.output


def test_the_demo_is_not_loaded_where_pages_would_not_say_so(run):
    answer = run("load", is_demo=False)
    assert answer.exit_code == 1
    assert "CONTEST_DEMO=yes" in answer.output


def test_the_demo_is_not_loaded_without_the_communes(run):
    answer = run("load")
    assert answer.exit_code == 1
    assert "flask units load" in answer.output


def test_loading_tells_how_many_came(run, rows, monkeypatch):
    rows.add(Unit(public_id="19366", code="19366", kind=UnitKind.COMMUNE, label="xã", name="B",
                  folded="b"))  # fmt: skip
    rows.commit()
    given = []
    monkeypatch.setattr(demo, "load_demo", lambda *args: given.append(args) or [])
    answer = run("load", "--people", "50")
    assert answer.exit_code == 0
    assert given[0][2] == Sizes(of_province=50)
    assert given[0][0] <= clock.now()


def test_sign_ins_say_when_there_is_no_demo(run):
    assert "not in this database" in run("sign-ins").output


def test_every_member_of_staff_stands_among_the_sign_ins(run, monkeypatch):
    monkeypatch.setattr(demo, "is_loaded", lambda: True)
    output = run("sign-ins").output
    assert all(each.email in output for each in demo.STAFF)
    assert demo.PASSWORD in output
