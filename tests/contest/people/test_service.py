import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.people import service
from contest.people.service import Particulars, Try
from contest.rules.eligibility import Birth
from contest.rules.identity import read_name
from tests.contest.people.factories import CODE, LINK, PHONE, VAULT, build_person

MINUTE = 60_000


def fail(person, times, at=0):
    return [service.try_code(person, "00000000", VAULT, at) for _ in range(times)]


def test_the_right_code_lets_in():
    assert service.try_code(build_person(), CODE, VAULT, 0) is Try.RIGHT


def test_the_code_is_kept_as_a_keyed_hash_alone():
    assert CODE not in build_person().code_hash


def test_two_people_with_the_same_code_have_different_hashes():
    assert build_person().code_hash != build_person().code_hash


def test_nobody_is_answered_like_a_wrong_code():
    assert service.try_code(None, CODE, VAULT, 0) is Try.WRONG


def test_five_wrong_codes_are_free():
    assert fail(build_person(), 5) == [Try.WRONG] * 5


def test_after_five_wrong_codes_the_right_one_waits_too():
    person = build_person()
    fail(person, 5)
    assert service.try_code(person, CODE, VAULT, MINUTE - 1) is Try.WAIT


def test_after_the_wait_the_right_code_lets_in_and_forgets():
    person = build_person()
    fail(person, 5)
    assert service.try_code(person, CODE, VAULT, MINUTE) is Try.RIGHT
    assert person.wrong_codes == 0


@given(st.integers(6, 60))
def test_the_wait_grows_to_an_hour_and_no_further(times):
    person = build_person()
    person.wrong_codes, person.wrong_code_ms = times, 0
    assert MINUTE < service.waits_until_ms(person) <= 60 * MINUTE


def test_a_new_code_ends_the_old_one_and_its_card():
    person = build_person()
    service.give_code(person, "87654321", "z" * 16, VAULT)
    assert service.try_code(person, CODE, VAULT, 0) is Try.WRONG
    assert not service.is_card(person, LINK, VAULT)


def test_the_cards_secret_lets_in():
    assert service.is_card(build_person(), LINK, VAULT)


def test_a_card_of_somebody_else_does_not():
    assert not service.is_card(build_person(), "z" * 16, VAULT)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_a_name_is_kept_in_nfc_whatever_was_typed(form):
    typed = unicodedata.normalize(form, "Nguyễn Thị Hòa")
    assert build_person(name=read_name(typed)).name == "Nguyễn Thị Hòa"


def test_a_phone_is_sealed():
    person = build_person(phone=PHONE)
    assert b"912345678" not in person.phone_sealed
    assert service.contacts(person, VAULT).phone == "0******678"


def test_a_known_persons_name_and_birth_stay():
    person = build_person(birth=Birth(1957))
    service.complete(person, Particulars("Trần Văn Bình", Birth(1990)), VAULT)
    assert (person.name, person.birth_year) == ("Nguyễn Thị Hòa", 1957)


def test_initials_tell_people_apart_without_naming_them():
    assert service.initials("Nguyễn Thị Ánh") == "N.T.Á."
