import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.payees import (
    HIDDEN,
    Handing,
    Payee,
    PayeeFault,
    PayeeRefused,
    decode,
    encode,
    masked,
    read_account,
)

words = st.text(min_size=1, max_size=40)
payees = st.one_of(
    st.just(Payee(Handing.OFFICE)),
    st.builds(Payee, st.just(Handing.BANK), bank=words, account=words, holder=words),
    st.builds(Payee, st.just(Handing.POST), address=words),
)


@given(payees)
def test_a_payee_comes_back_from_what_is_sealed(payee):
    assert decode(encode(payee)) == payee


@pytest.mark.parametrize("text", ["{}", "[]", '{"handing": "cash"}', '{"handing": "post"}', "x"])
def test_other_text_is_no_payee(text):
    with pytest.raises(ValueError, match=r".*"):
        decode(text)


def test_nothing_is_kept_that_the_way_does_not_need():
    with pytest.raises(ValueError, match="nothing else"):
        Payee(Handing.OFFICE, address="Thôn 1")


@given(st.from_regex(r"[0-9A-Z]{6,24}", fullmatch=True))
def test_of_an_account_the_last_three_signs_are_seen(account):
    shown = masked(Payee(Handing.BANK, "ACB", account, "Hoa")).account
    assert shown == "*" * (len(account) - 3) + account[-3:]


@pytest.mark.parametrize(
    "address",
    ["Số 5, thôn Hạ, xã Bến Quan", "Số 5 thôn Hạ", "Xã A, tỉnh B, số 12 ngõ 5 đường Láng"],
)
def test_of_an_address_nothing_is_seen(address):
    assert masked(Payee(Handing.POST, address=address)).address == HIDDEN


def test_of_a_holder_initials_are_seen():
    assert masked(Payee(Handing.BANK, "ACB", "123456", "Lê Thị Hoa")).holder == "L.T.H."


@pytest.mark.parametrize("text", ["0123 456 789", "0123.456.789", "0123-456-789"])
def test_an_account_is_read_as_it_is_typed(text):
    assert read_account(text) == "0123456789"


@pytest.mark.parametrize(
    ("text", "fault"),
    [(" ", PayeeFault.ACCOUNT_MISSING), ("12", PayeeFault.ACCOUNT_UNREADABLE),
     ("số 123456", PayeeFault.ACCOUNT_UNREADABLE)],
)  # fmt: skip
def test_what_is_no_account_is_refused(text, fault):
    with pytest.raises(PayeeRefused) as refused:
        read_account(text)
    assert refused.value.code == fault
