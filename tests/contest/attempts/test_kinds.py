"""A paper that asks a question of each kind, from the page to the result."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from contest.attempts.models import Mark
from contest.db import db
from contest.rules.drawing import Paper
from questions.model import Kind
from tests.contest.attempts.entrants import Entrant
from tests.contest.attempts.factories import filling
from tests.contest.attempts.kinds import (
    PICTURE,
    choice_of,
    fields_of,
    make_round_of_kinds,
    place_of,
    right_choices,
)
from tests.contest.factories import NOON

CLOSED = NOON + timedelta(days=8)


@dataclass
class Sat:
    """Somebody on the page of a paper of all kinds."""

    entrant: Entrant
    address: str
    token: str
    paper: Paper

    @property
    def page(self) -> str:
        return self.entrant.client.get(self.address).text

    def shown(self) -> str:
        return re.search(r'name="shown" value="([^"]*)"', self.page)[1]

    def send(self, act: str, choices: dict[Kind, str], **more: Any) -> Any:
        data = fields_of(self.paper, choices) | {"token": self.token} | more
        return self.entrant.client.post(f"{self.address}/{act}", data=data)

    def answers(self) -> dict[Kind, str | None]:
        known = self.entrant.answers()
        return {kind: known.get(place_of(self.paper, kind)) for kind in Kind}

    def mark(self) -> Mark:
        [attempt] = self.entrant.attempts()
        return db.session.get(Mark, (attempt.round_id, attempt.id, 1))

    def outcome(self, kind: Kind) -> str:
        return self.mark().outcomes[place_of(self.paper, kind) - 1]


@pytest.fixture(scope="module")
def round_of_kinds(open_round) -> int:
    app, _ = open_round
    with app.app_context(), filling():
        return make_round_of_kinds().id


@pytest.fixture
def sat(enter, round_of_kinds) -> Sat:
    entrant = enter(round_of_kinds)
    address, token = entrant.sit()
    [attempt] = entrant.attempts()
    return Sat(entrant, address, token, attempt.drawn)


def statements(paper: Paper, *true: str) -> str:
    return choice_of(paper, Kind.STATEMENTS, *true)


@pytest.mark.parametrize(("kind", "count"), [("radio", 3 + 2 + 4 * 2), ("checkbox", 3)])
def test_a_page_has_a_button_for_each_choice(sat, kind, count):
    assert len(re.findall(rf'<input[^>]*type="{kind}"', sat.page)) == count


def test_a_page_shows_a_picture_in_its_place(sat):
    assert f'src="/pictures/{PICTURE.name}" alt="Sơ đồ quy trình"' in sat.page


def test_a_page_of_true_or_false_keeps_their_order(sat):
    assert sat.paper.items[place_of(sat.paper, Kind.TRUE_FALSE) - 1].order == (0, 1)


def test_a_plain_form_saves_what_is_chosen_of_each_kind(sat):
    right = right_choices(sat.paper)
    assert sat.send("save", right).status_code == 303
    assert sat.answers() == right


def test_what_was_chosen_is_checked_again(sat):
    sat.send("save", right_choices(sat.paper))
    assert len(re.findall(r'value="[A-Da-d]" checked', sat.page)) == 1 + 2 + 1 + 4


def test_unchecking_every_box_takes_the_answer_back(sat):
    sat.send("save", right_choices(sat.paper))
    sat.send("save", {}, shown=sat.shown())
    right = right_choices(sat.paper)
    assert sat.answers() == right | {Kind.SEVERAL: None}


def test_a_page_that_showed_no_box_checked_takes_nothing_back(sat):
    shown = sat.shown()
    sat.send("save", right_choices(sat.paper))
    sat.send("save", {}, shown=shown)
    assert sat.answers() == right_choices(sat.paper)


def test_an_answer_taken_back_is_asked_for_before_handing_in(sat):
    sat.send("save", right_choices(sat.paper))
    answer = sat.send("hand-in", {}, shown=sat.shown())
    assert "Còn 1 câu chưa trả lời." in answer.text


def test_a_page_with_a_script_saves_the_same(sat):
    place = place_of(sat.paper, Kind.STATEMENTS)
    assert sat.entrant.save(sat.token, [1, place, "AbC"]).json["saved"] == [1]
    assert sat.answers()[Kind.STATEMENTS] == "AbC"


def test_all_right_earns_all_points(sat):
    sat.send("hand-in", right_choices(sat.paper))
    assert (sat.mark().right_count, sat.mark().points, sat.mark().outcomes) == (4, 400, "rrrr")


def test_three_statements_of_four_earn_half_and_are_not_counted_as_right(sat):
    judged = statements(sat.paper, "Hồ sơ nộp trực tuyến được")
    sat.send("hand-in", right_choices(sat.paper) | {Kind.STATEMENTS: judged})
    assert (sat.mark().right_count, sat.mark().points) == (3, 350)
    assert sat.outcome(Kind.STATEMENTS) == "3"


def test_a_part_of_several_earns_nothing(sat):
    sat.send("hand-in", {Kind.SEVERAL: choice_of(sat.paper, Kind.SEVERAL, "Nhận hồ sơ")}, sure="1")
    assert (sat.outcome(Kind.SEVERAL), sat.mark().points) == ("w", 0)


def test_a_result_says_of_each_statement_how_it_was_judged(sat, at):
    judged = statements(
        sat.paper, "Hồ sơ nộp trực tuyến được", "Cán bộ được từ chối không nêu lý do"
    )
    sat.send("hand-in", right_choices(sat.paper) | {Kind.STATEMENTS: judged})
    at(CLOSED)
    page = sat.entrant.client.get(f"{sat.address}/result").text
    assert page.count("Bạn chọn Đúng, đúng rồi.") == page.count("Bạn chọn Sai, đúng rồi.") == 1
    assert "Bạn chọn chưa đúng, ý này Sai." in page
    assert "Bạn đúng 2 trên 4 ý." in page


def test_a_result_says_of_several_which_were_found_missed_and_wrong(sat, at):
    chosen = choice_of(sat.paper, Kind.SEVERAL, "Nhận hồ sơ", "Thu phí riêng")
    sat.send("hand-in", {Kind.SEVERAL: chosen}, sure="1")
    at(CLOSED)
    page = sat.entrant.client.get(f"{sat.address}/result").text
    for words, text in (
        ("✓ Bạn chọn đúng:", "Nhận hồ sơ"),
        ("✗ Bạn đã chọn:", "Thu phí riêng"),
        ("Đáp án đúng:", "Trả kết quả"),
    ):
        assert f"<strong>{words}</strong> {text}" in page


def test_a_result_says_what_was_left_blank(sat, at):
    sat.send("hand-in", {}, sure="1")
    at(CLOSED)
    page = sat.entrant.client.get(f"{sat.address}/result").text
    assert page.count("Bạn chưa trả lời câu này.") == 4
    assert page.count("Bạn chưa chọn, ý này") == 4


def judged(paper: Paper, count: int) -> str:
    """A choice that judges the first so many statements shown, each as false."""
    return statements(paper)[:count]


def half(sat: Sat, act: str = "save", count: int = 1) -> Any:
    """Everything is answered, but of the statements only some are judged."""
    choices = right_choices(sat.paper) | {Kind.STATEMENTS: judged(sat.paper, count)}
    return sat.send(act, choices)


def test_statements_judged_in_part_are_noted_as_such(sat):
    half(sat)
    place = place_of(sat.paper, Kind.STATEMENTS)
    note = re.search(rf'<p class="([^"]*)" id="q{place}-note">([^<]*)</p>', sat.page)
    assert note.groups() == ("question__note", "✓ Đã lưu 1/4 ý")


def test_a_page_counts_a_question_answered_in_part_by_itself(sat):
    half(sat)
    assert '<span id="state">Xong 3 câu, dở 1 câu</span>' in sat.page


def test_statements_all_judged_are_a_whole_answer(sat):
    half(sat, count=4)
    assert '<span id="state">Đã lưu 4 câu</span>' in sat.page


def test_handing_in_names_the_question_answered_in_part(sat):
    answer = half(sat, "hand-in")
    place = place_of(sat.paper, Kind.STATEMENTS)
    assert answer.status_code == 200
    assert f"Câu {place} còn 3 ý chưa chọn" in answer.text
    assert sat.entrant.attempts()[0].handed_in_ms is None


def test_handing_in_says_blank_questions_and_half_answered_ones(sat):
    answer = sat.send("hand-in", {Kind.STATEMENTS: judged(sat.paper, 3)})
    assert "Còn 3 câu chưa trả lời." in answer.text
    assert "còn 1 ý chưa chọn" in answer.text


def test_a_receipt_tells_a_question_answered_in_part(sat):
    half(sat)
    sat.send("hand-in", {}, sure="1")
    page = sat.entrant.client.get(f"{sat.address}/receipt").text
    place = place_of(sat.paper, Kind.STATEMENTS)
    assert ("3/4" in page, f"Câu {place} còn 3 ý chưa chọn" in page) == (True, True)
