"""A file is read in a process of its own, which ends where the file would not."""

import resource
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.bank import import_child_service as child
from questions.formats import FormatRefused
from questions.formats.files import read_file
from questions.formats.native import write
from questions.formats.reading import Code, Item, Reading, Remark
from questions.pictures import picture_of
from tests.questions.builders import PNG, build_question

PICTURE = picture_of(PNG)
PLACES = st.one_of(st.integers(1, 9_999), st.text(max_size=9))
REMARKS = st.builds(
    Remark,
    PLACES,
    st.sampled_from(list(Code)),
    st.dictionaries(st.text(max_size=5), st.one_of(st.text(max_size=5), st.integers())),
)
QUESTIONS = st.builds(
    lambda stem, has_picture: build_question(
        stem=stem + (PICTURE.mark() if has_picture else ""),
        pictures=(PICTURE,) if has_picture else (),
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.booleans(),
)
READINGS = st.builds(
    Reading,
    st.lists(st.builds(Item, PLACES, QUESTIONS), max_size=4).map(tuple),
    st.lists(REMARKS, max_size=4).map(tuple),
    st.lists(REMARKS, max_size=4).map(tuple),
)


def become(monkeypatch, code):
    """Let the process do something else than reading."""
    run = subprocess.run
    monkeypatch.setattr(
        subprocess, "run", lambda _args, **given: run([sys.executable, "-c", code], **given)
    )


@given(READINGS)
def test_a_reading_comes_through_whole(reading):
    assert child.reading_of(child.fields_of(reading)) == reading


def test_a_file_is_read_as_without_the_process():
    content = write([build_question(), build_question(code="b")]).encode()
    assert child.read_apart("bank.json", content) == read_file("bank.json", content)


def test_a_refusal_comes_through_with_its_place():
    with pytest.raises(FormatRefused) as refused:
        child.read_apart("bank.json", b"{")
    assert (refused.value.code, refused.value.place) == ("not-json", "line 1 column 2")


@pytest.mark.parametrize(
    "code",
    ["raise SystemExit(1)", "import os; os.abort()", "print('no answer')", "print('[')"],
    ids=["fails", "crashes", "says-nothing", "says-half"],
)
def test_a_process_without_an_answer_refuses_the_file(monkeypatch, code):
    become(monkeypatch, code)
    with pytest.raises(FormatRefused, match=child.FAILED):
        child.read_apart("bank.json", b"{}")


def test_a_process_that_hangs_is_ended(monkeypatch):
    monkeypatch.setattr(child, "MOST_SECONDS", 0.2)
    become(monkeypatch, "import time; time.sleep(60)")
    with pytest.raises(FormatRefused, match=child.FAILED):
        child.read_apart("bank.json", b"{}")


@pytest.mark.parametrize(
    "greed", ["b'x' * 2**31", "any(iter(int, 1))"], ids=["of-memory", "of-time"]
)
def test_a_greedy_process_is_ended(monkeypatch, greed):
    become(
        monkeypatch,
        "from contest.bank import import_child_service as child\n"
        f"child.MOST_CPU_SECONDS = 1\nchild.limit()\n{greed}",
    )
    with pytest.raises(FormatRefused, match=child.FAILED):
        child.read_apart("bank.json", b"{}")


def test_the_process_sees_no_secret(monkeypatch):
    monkeypatch.setenv("CONTEST_SECRET_KEYS", "a secret")
    tell = "{'code': ' '.join(os.environ), 'place': ''}"
    become(monkeypatch, f"import os, json; print(json.dumps({tell}))")
    with pytest.raises(FormatRefused) as told:
        child.read_apart("bank.json", b"{}")
    assert "CONTEST" not in told.value.code


def test_the_process_itself_is_limited(monkeypatch):
    limits = {}
    monkeypatch.setattr(resource, "setrlimit", limits.__setitem__)
    child.limit()
    assert limits[resource.RLIMIT_AS] == (child.MOST_MEMORY, child.MOST_MEMORY)
