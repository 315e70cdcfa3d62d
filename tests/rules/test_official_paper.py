from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.official_paper import (
    Paper,
    PaperFault,
    decode_paper,
    encode_paper,
    paper_faults,
)

TODAY = date(2026, 11, 24)
GOOD = Paper("148/QĐ-BTCHT", date(2026, 11, 20), "Nguyễn Văn An", has_file=True)

papers = st.builds(Paper, st.text(), st.none() | st.dates(), st.text(), st.booleans())


def test_a_paper_with_number_day_and_signer_will_do():
    assert paper_faults(GOOD, TODAY) == ()


@pytest.mark.parametrize(
    ("paper", "fault"),
    [
        (None, PaperFault.MISSING),
        (Paper(" ", GOOD.date, "An"), PaperFault.NUMBER_MISSING),
        (Paper("1/QĐ", None, "An"), PaperFault.DATE_MISSING),
        (Paper("1/QĐ", date(2026, 11, 25), "An"), PaperFault.IN_FUTURE),
        (Paper("1/QĐ", date(2026, 11, 9), "An"), PaperFault.TOO_EARLY),
        (Paper("1/QĐ", GOOD.date, ""), PaperFault.SIGNER_MISSING),
    ],
)
def test_what_a_paper_may_lack(paper, fault):
    assert paper_faults(paper, TODAY, not_before=date(2026, 11, 10)) == (fault,)


def test_a_paper_may_bear_the_day_of_what_it_speaks_of():
    assert paper_faults(GOOD, TODAY, not_before=GOOD.date) == ()


def test_a_scan_is_asked_for_only_where_it_is_needed():
    paper = Paper("1/QĐ", GOOD.date, "An")
    assert paper_faults(paper, TODAY) == ()
    assert paper_faults(paper, TODAY, needs_file=True) == (PaperFault.FILE_MISSING,)


def test_all_that_is_wrong_is_told_at_once():
    assert len(paper_faults(Paper("", None, ""), TODAY, needs_file=True)) == 4


@given(papers)
def test_a_paper_is_read_as_it_was_written(paper):
    assert decode_paper(encode_paper(paper)) == paper


@pytest.mark.parametrize(
    "data",
    [
        {},
        encode_paper(GOOD) | {"more": 1},
        encode_paper(GOOD) | {"has_file": 1},
        encode_paper(GOOD) | {"date": "gestern"},
    ],
)
def test_what_is_no_paper_is_not_read(data):
    with pytest.raises(ValueError, match=r"a paper is|isoformat"):
        decode_paper(data)
