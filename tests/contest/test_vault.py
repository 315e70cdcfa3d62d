import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.vault import SealBroken, Vault

OLD, NEW = b"o" * 32, b"n" * 32


@given(st.text())
def test_what_was_sealed_can_be_opened(text):
    vault = Vault([NEW])
    assert vault.unseal(vault.seal(text, "phone"), "phone") == text


def test_two_seals_of_one_number_differ():
    vault = Vault([NEW])
    assert vault.seal("+84912345678", "phone") != vault.seal("+84912345678", "phone")


def test_a_seal_opens_for_its_purpose_alone():
    vault = Vault([NEW])
    with pytest.raises(SealBroken):
        vault.unseal(vault.seal("1", "phone"), "citizen-number")


def test_what_the_old_key_sealed_opens_while_keys_are_changed():
    assert Vault([NEW, OLD]).unseal(Vault([OLD]).seal("1", "phone"), "phone") == "1"


def test_the_new_key_seals():
    with pytest.raises(SealBroken):
        Vault([OLD]).unseal(Vault([NEW, OLD]).seal("1", "phone"), "phone")


def test_a_number_is_found_under_either_key():
    found = Vault([NEW, OLD]).fingerprints("1", "phone")
    assert Vault([OLD]).fingerprint("1", "phone") in found


def test_a_fingerprint_says_nothing_without_the_key():
    assert Vault([OLD]).fingerprint("1", "phone") != Vault([NEW]).fingerprint("1", "phone")


@given(st.binary(min_size=1))
def test_the_same_body_gives_the_same_token(body):
    vault = Vault([NEW])
    assert vault.token(body, "page") == vault.token(body, "page")
    assert vault.read_token(vault.token(body, "page"), "page") == body


@given(st.binary(max_size=60))
def test_a_forged_token_is_refused(token):
    with pytest.raises(SealBroken):
        Vault([NEW]).read_token(token, "page")
