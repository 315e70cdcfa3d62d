"""Which answers are kept, and what the device is told of the others."""

import sqlite3
import threading
from base64 import urlsafe_b64encode
from dataclasses import replace

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.attempts.saving_service import PageToken, Saved, insert
from contest.attempts.wire_queries import Run, SqliteWire, Work, close_wires, wire
from contest.db import Door
from contest.errors import DatabaseBusy, TokenForged
from contest.rules.answers import MOST_AT_ONCE, SavedAnswer, current
from contest.vault import Vault
from tests.contest.attempts.factories import Sitting, answer, attempt_database

VAULT = Vault([bytes(range(32))])
COUNT = 4  # questions on the sitting's paper


def test_a_save_is_kept(sitting):
    sitting.save(answer(1, 2, "B"))
    assert sitting.answers() == [SavedAnswer(1, 1, 2, "B")]


def test_what_is_kept_is_acknowledged(sitting):
    assert sitting.save(answer(1, 2, "B")) == Saved([1])


def test_an_answer_may_be_taken_back(sitting):
    sitting.save(answer(1, 2, "B"))
    sitting.save(answer(2, 2, None))
    assert current(sitting.answers()) == {2: None}


def test_the_same_answer_sent_again_is_saved(sitting):
    sitting.save(answer(1, 2, "B"))
    assert sitting.save(answer(1, 2, "B")) == Saved([1])


def test_the_same_answer_sent_again_is_kept_once(sitting):
    sitting.save(answer(1, 2, "B"))
    sitting.save(answer(1, 2, "B"))
    assert len(sitting.answers()) == 1


@pytest.mark.parametrize("other", [answer(1, 2, "C"), answer(1, 3, "B"), answer(1, 2, None)])
def test_another_answer_under_a_number_in_use_is_refused(sitting, other):
    sitting.save(answer(1, 2, "B"))
    assert sitting.save(other) == Saved([], {1: "number-taken"})


def test_what_was_saved_before_the_hand_in_still_counts_as_saved(sitting):
    sitting.save(answer(1, 2, "B"))
    sitting.hand_in()
    assert sitting.save(answer(1, 2, "B"), answer(2, 3)) == Saved([1], {2: "attempt-over"})


def test_an_answer_after_the_hand_in_is_not_kept(sitting):
    sitting.hand_in()
    sitting.save(answer(1, 2, "B"))
    assert sitting.answers() == []


def test_an_answer_at_the_closing_counts(sitting):
    closes_ms = sitting.times.closes_ms
    assert sitting.save(answer(1, 1), at_ms=closes_ms) == Saved([1])


def test_an_answer_a_millisecond_after_the_closing_is_refused(sitting):
    late_ms = sitting.times.closes_ms + 1
    assert sitting.save(answer(1, 1), at_ms=late_ms) == Saved([], {1: "attempt-over"})


@pytest.mark.parametrize("position", [0, COUNT + 1])
def test_a_position_that_the_paper_does_not_have_is_refused(sitting, position):
    assert sitting.save(answer(1, position)) == Saved([], {1: "position-unknown"})


def test_a_refused_answer_does_not_hold_back_the_others(sitting):
    sent = [answer(1, 1), answer(2, COUNT + 1), answer(3, COUNT)]
    assert sitting.save(*sent) == Saved([1, 3], {2: "position-unknown"})


def test_another_persons_token_saves_nothing(sitting):
    stranger = sitting.token_of(person_id=sitting.handing.person_id + 1)
    assert sitting.save(answer(1, 1), token=stranger) == Saved([], {1: "attempt-unknown"})


def test_another_persons_token_does_not_reveal_what_was_saved(sitting):
    sitting.save(answer(1, 1, "B"))
    stranger = sitting.token_of(person_id=sitting.handing.person_id + 1)
    assert sitting.save(answer(1, 1, "B"), token=stranger) == Saved([], {1: "attempt-unknown"})


def test_a_sitting_that_has_not_begun_saves_nothing(sitting):
    ahead = sitting.token_of(sitting=2)
    assert sitting.save(answer(1, 1), token=ahead) == Saved([], {1: "attempt-unknown"})


def test_an_older_device_fills_gaps_and_never_overrides(sitting):
    take_over(sitting)
    sitting.save(answer(1, 1, "B"), token=sitting.token_of(sitting=2))
    sitting.save(answer(9, 1, "C"), answer(10, 2, "D"), token=sitting.token_of(sitting=1))
    assert current(sitting.answers()) == {1: "B", 2: "D"}


def take_over(sitting: Sitting) -> None:
    statement = "UPDATE attempts SET sitting = sitting + 1 WHERE id = :id"
    sitting.wire.transact(lambda run: run(statement, {"id": sitting.handing.attempt_id}))


def test_fifty_answers_go_in_at_once(sitting):
    sent = [answer(number, 1 + number % COUNT) for number in range(1, MOST_AT_ONCE + 1)]
    assert sorted(sitting.save(*sent).saved) == list(range(1, MOST_AT_ONCE + 1))


def test_two_devices_may_use_the_same_number(sitting):
    take_over(sitting)
    sitting.save(answer(1, 1, "A"), token=sitting.token_of(sitting=1))
    assert sitting.save(answer(1, 1, "B"), token=sitting.token_of(sitting=2)) == Saved([1])


@given(st.integers(0, 2**63 - 1), st.integers(0, 2**63 - 1), st.integers(0, 2**31 - 1))
def test_a_token_is_read_as_it_was_written(round_id, attempt_id, sitting):
    token = PageToken(round_id, attempt_id, 5, sitting)
    assert PageToken.unseal(VAULT, token.seal(VAULT)) == token


def test_a_token_of_another_key_is_forged():
    foreign = PageToken(1, 2, 3, 4).seal(Vault([bytes(32)]))
    with pytest.raises(TokenForged):
        PageToken.unseal(VAULT, foreign)


@pytest.mark.parametrize("where", [0, 10, 30, -1])
def test_an_altered_token_is_forged(where):
    token = bytearray(VAULT.token(bytes(28), "attempt"))
    token[where] ^= 1
    with pytest.raises(TokenForged):
        PageToken.unseal(VAULT, urlsafe_b64encode(token).decode())


@given(st.text(max_size=100))
def test_what_is_no_token_is_forged(text):
    with pytest.raises(TokenForged):
        PageToken.unseal(VAULT, text)


def test_a_work_that_fails_takes_nothing_else_with_it(sitting):
    """All wait in one group: the writer is held up until they stand in line."""
    begun, results = threading.Event(), []
    go_on = threading.Event()

    def hold(run):
        begun.set()
        go_on.wait(10)

    works = [hold, failing(sitting), breaking(sitting), saving(sitting, 1), failing(sitting)]
    works.append(saving(sitting, 2))
    threads = [threading.Thread(target=note, args=(sitting, each, results)) for each in works]
    threads[0].start()
    begun.wait(10)
    for each in threads[1:]:
        each.start()
    go_on.set()
    for each in threads:
        each.join(20)
    assert sorted(each.number for each in sitting.answers()) == [1, 2]
    assert sorted(results) == ["ContestFault", "ContestFault", "IntegrityError"]


class ContestFault(Exception):
    """Something went wrong within a work."""


def failing(sitting: Sitting) -> Work[None]:
    def work(run: Run) -> None:
        saving(sitting, 3)(run)
        raise ContestFault

    return work


def breaking(sitting: Sitting) -> Work[None]:
    def work(run: Run) -> None:
        saving(sitting, 4)(run)
        run("UPDATE attempts SET question_count = NULL", {})

    return work


def saving(sitting: Sitting, number: int) -> Work[None]:
    def work(run: Run) -> None:
        insert(run, sitting.token, [answer(number, 1)], sitting.times.started_ms)

    return work


def note(sitting: Sitting, work: Work[None], results: list[str]) -> None:
    try:
        sitting.wire.transact(work)
    except (ContestFault, sqlite3.IntegrityError, psycopg.IntegrityError) as error:
        is_integrity = not isinstance(error, ContestFault)
        results.append("IntegrityError" if is_integrity else "ContestFault")


def test_the_wire_goes_on_after_a_transaction_was_lost(sitting):
    is_sqlite = isinstance(sitting.wire, SqliteWire)
    lost = "ROLLBACK" if is_sqlite else "SELECT pg_terminate_backend(pg_backend_pid())"
    with pytest.raises((sqlite3.Error, DatabaseBusy)):
        sitting.wire.transact(lambda run: run(lost, {}))
    assert sitting.save(answer(1, 1)) == Saved([1])


def test_nobody_is_told_that_a_lost_transaction_was_kept(sitting):
    if not isinstance(sitting.wire, SqliteWire):
        return

    def work(run):
        saving(sitting, 1)(run)
        run("ROLLBACK", {})

    with pytest.raises(sqlite3.Error):
        sitting.wire.transact(work)
    assert sitting.answers() == []


def test_the_writer_goes_on_when_even_the_door_fails(sitting, monkeypatch):
    if not isinstance(sitting.wire, SqliteWire):
        return

    def fail(_door):
        raise OSError("no locks available")

    with monkeypatch.context() as patch:
        patch.setattr(Door, "take", fail)
        with pytest.raises(OSError, match="no locks"):
            sitting.save(answer(1, 1))
    assert sitting.save(answer(1, 1)) == Saved([1])


def test_a_closed_wire_is_made_anew(sitting):
    url = attempt_database()
    close_wires(url)
    assert replace(sitting, wire=wire(url)).save(answer(1, 1)) == Saved([1])
