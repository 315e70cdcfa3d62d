from contest.results import signal_service
from contest.results.check_models import FoundSignal, SignalPerson
from contest.rules.signals import Kind, Strength
from contest.web.current import vault
from tests.contest.results.factories import CLOSED, compute, make_entrant


def look(rows):
    """Look for signs as the jobs do; returns how much was done."""
    work = signal_service.prepare(vault())
    rows.rollback()
    done = 0 if work is None else signal_service.store(CLOSED, work)
    rows.commit()
    return done


def found(rows, kind):
    return rows.query(FoundSignal).filter_by(kind=kind).all()


def test_signs_are_looked_for_once_in_each_new_ranking(sat, rows):
    compute(sat.round)
    assert (look(rows), look(rows)) == (1, 0)


def test_namesakes_of_one_birth_year_are_a_weak_sign(sat, rows):
    for _ in range(2):
        make_entrant(sat.round, "Lê Thị Ân", birth_year=1990, folded="le thi an")
    compute(sat.round)
    look(rows)
    sign = found(rows, Kind.SAME_NAME_AND_BIRTH)[0]
    assert (sign.strength, sign.values["year"]) == (Strength.WEAK, 1990)


def test_a_citizen_number_that_tells_another_birth_is_a_strong_sign(sat, rows):
    sealed = vault().seal("045190000123", "citizen-number")
    person = make_entrant(sat.round, birth_year=1980, citizen_number_sealed=sealed)
    compute(sat.round)
    look(rows)
    sign = found(rows, Kind.NUMBER_AGAINST_BIRTH)[0]
    assert rows.query(SignalPerson).filter_by(signal_id=sign.id).one().person_id == person.id
    assert (sign.strength, sign.values["number_year"]) == (Strength.STRONG, 1990)


def test_a_paper_right_in_less_time_than_it_takes_to_read_is_a_sign(sat, rows, monkeypatch):
    monkeypatch.setattr(signal_service, "_count_words", lambda _version: 1_000)
    compute(sat.round)
    look(rows)
    assert len(found(rows, Kind.TOO_FAST)) == 1  # of the one who had all right


def test_a_sign_found_again_keeps_what_was_concluded_of_it(sat, rows):
    make_entrant(sat.round, "Lê Thị Ân", birth_year=1990, folded="le thi an")
    make_entrant(sat.round, "Lê Thị Ân", birth_year=1990, folded="le thi an")
    compute(sat.round)
    look(rows)
    sign = found(rows, Kind.SAME_NAME_AND_BIRTH)[0]
    sign.settled_at, sign.settled_why = CLOSED, "Hai chị em họ."
    rows.commit()
    compute(sat.round)
    assert look(rows) == 1
    assert [each.settled_why for each in found(rows, Kind.SAME_NAME_AND_BIRTH)] == [
        "Hai chị em họ."
    ]
