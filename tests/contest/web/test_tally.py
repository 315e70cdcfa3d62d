"""Counting by the minute: nobody who counts waits, nothing that counts can fail an answer."""

import threading
from collections import Counter

import pytest
from flask import Flask, abort, g

from contest.errors import NotEntered
from contest.web import errors, tally
from contest.web.tally import SAVED, Kind, Tally

MINUTE = 60_000


class Book:
    """What was written, and whether writing fails."""

    def __init__(self):
        self.rows, self.fails, self.written = Counter(), False, threading.Event()

    def write(self, counts):
        if self.fails:
            raise OSError("no database")
        self.rows.update(counts)
        self.written.set()


@pytest.fixture
def book():
    return Book()


def test_counts_of_a_minute_are_added_up_until_they_are_written(book):
    made = Tally(book.write, frozenset(), None)
    for now in (0, 1, MINUTE - 1, MINUTE):
        made.note(7, SAVED, 200, now)
    assert not book.rows
    made.flush()
    made.flush()
    assert book.rows == {Kind(0, 7, SAVED, 200): 3, Kind(1, 7, SAVED, 200): 1}


def test_what_could_not_be_written_is_written_later(book):
    made = Tally(book.write, frozenset(), None)
    made.note(7, SAVED, 200, 0)
    book.fails = True
    made.flush()
    book.fails = False
    made.note(7, SAVED, 200, 0)
    made.flush()
    assert book.rows == {Kind(0, 7, SAVED, 200): 2}


def test_it_is_written_without_anybody_asking(book):
    made = Tally(book.write, frozenset(), 0.01)
    made.note(7, SAVED, 200, 0)
    assert book.written.wait(5)


def test_where_no_thread_is_to_be_had_counting_goes_on(book, monkeypatch):
    def refuse(_self):
        raise RuntimeError("can't start new thread")

    made = Tally(book.write, frozenset(), 0.01)
    monkeypatch.setattr(threading.Timer, "start", refuse)
    made.note(7, SAVED, 200, 0)
    monkeypatch.undo()
    made.note(7, SAVED, 200, 0)
    assert book.written.wait(5)
    assert book.rows == {Kind(0, 7, SAVED, 200): 2}


def test_counts_of_many_threads_are_all_there(book):
    made = Tally(book.write, frozenset(), 0.001)
    threads = [
        threading.Thread(target=lambda: [made.note(7, SAVED, 200, 0) for _ in range(2_000)])
        for _ in range(8)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    made.flush()
    assert book.written.wait(5)
    while made._timer is not None:
        made._timer.join()
    assert sum(book.rows.values()) == 16_000


def test_kinds_without_end_do_not_fill_the_memory(book, monkeypatch):
    monkeypatch.setattr(tally, "MOST_KINDS", 3)
    made = Tally(book.write, frozenset(), None)
    for number in range(9):
        made.note(number, SAVED, 200, 0)
    made.note(1, SAVED, 200, 0)
    made.flush()
    assert len(book.rows) == 3
    assert book.rows[Kind(0, 1, SAVED, 200)] == 2


@pytest.fixture
def site(book, monkeypatch):
    """Pages that refuse and fail, one of them on the way of who sits."""
    site = Flask(__name__)
    site.testing = True
    errors.register(site)
    monkeypatch.setattr(errors, "render_template", lambda *_args, **_given: "refused")
    monkeypatch.setattr(errors, "page_before", lambda: "")
    tally.register(site, book.write, frozenset({"sit"}))
    site.config["PROPAGATE_EXCEPTIONS"] = False

    @site.get("/sit/<what>")
    def sit(what):
        g.round_id = 7
        return fail(what)

    @site.get("/other/<what>")
    def other(what):
        return fail(what)

    return site


def fail(what):
    if what == "refused":
        raise NotEntered
    if what == "busy":
        abort(503)
    raise ValueError(what)


def ask(site, url):
    with site.app_context():
        status = site.test_client().get(url).status_code
    site.extensions["tally"].flush()
    return status


def counted(book):
    return {(each.round_id, each.code, each.status): count for each, count in book.rows.items()}


def test_a_refusal_to_somebody_who_sits_is_counted_by_its_code(site, book):
    assert ask(site, "/sit/refused") == 403
    assert counted(book) == {(7, "not-entered", 403): 1}


def test_a_refusal_elsewhere_is_not(site, book):
    assert ask(site, "/other/refused") == 403
    assert ask(site, "/no-such-page") == 404
    assert not book.rows


@pytest.mark.parametrize(
    ("what", "code", "status"), [("busy", "http-503", 503), ("x", "incident", 500)]
)
def test_a_fault_of_the_server_is_counted_wherever_it_happens(site, book, what, code, status):
    assert ask(site, f"/other/{what}") == status
    assert counted(book) == {(0, code, status): 1}


def test_the_answer_goes_out_where_counting_fails(site, monkeypatch):
    monkeypatch.setitem(site.extensions, "tally", None)
    with site.app_context():
        assert site.test_client().get("/sit/refused").status_code == 403
        assert site.test_client().get("/other/x").status_code == 500
