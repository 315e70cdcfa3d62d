import os
import stat

import pytest

from contest.cli import start
from contest.config import read_settings


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """An empty var/, and an environment that names no setting."""
    monkeypatch.setattr(start, "VAR", tmp_path / "var")
    kept = {key: value for key, value in os.environ.items() if not key.startswith("CONTEST_")}
    monkeypatch.setattr(os, "environ", kept)


def test_what_nobody_set_is_made_and_whole():
    start.fill_environment("127.0.0.1", 8001)
    settings = read_settings(os.environ)
    assert (settings.is_demo, settings.public_url) == (True, "http://127.0.0.1:8001")


def test_nobody_else_may_read_the_keys():
    start.fill_environment("127.0.0.1", 8001)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in start.VAR.iterdir()}
    assert modes == {0o600}


def test_the_keys_stay_at_the_next_start():
    start.fill_environment("127.0.0.1", 8001)
    before = read_settings(os.environ)
    start.fill_environment("127.0.0.1", 8001)
    assert read_settings(os.environ) == before


def test_a_setting_that_was_given_wins():
    os.environ["CONTEST_DATABASE_URL"] = "postgresql://db/contest"
    start.fill_environment("127.0.0.1", 8001)
    settings = read_settings(os.environ)
    assert settings.database_url == "postgresql+psycopg://db/contest"
    assert not settings.is_demo


def test_a_database_left_unfinished_is_made_anew(monkeypatch, tmp_path):
    """The next start removes what an interrupted one left; only a whole one gets the name."""
    database, unfinished = tmp_path / "contest.sqlite", tmp_path / "unfinished.sqlite"
    monkeypatch.setattr(start, "DATABASE", database)
    monkeypatch.setattr(start, "UNFINISHED", unfinished)
    monkeypatch.setattr(start, "run", lambda *_words: unfinished.open("x").close())
    unfinished.write_text("half")
    start.fill_environment("127.0.0.1", 8001)
    start.prepare_database()
    assert database.read_text() == ""
    assert read_settings(os.environ).database_url == f"sqlite:///{database}"
