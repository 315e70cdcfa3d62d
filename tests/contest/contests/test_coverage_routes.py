import re
from datetime import timedelta
from urllib.parse import quote

import pytest

from contest.contests import service
from contest.rules.ranking import PRESETS, Preset
from contest.rules.roles import Role
from questions.model import Difficulty
from tests.contest.contests.factories import (
    add_round,
    make_audience,
    make_contest,
    make_questions,
    make_ready,
)
from tests.contest.factories import NOON, make_account, make_grant, make_host

TODAY = NOON.date()
DAY = timedelta(days=1)
INPUT = re.compile(r"<input[^>]*>")
NAME, VALUE = re.compile(r' name="([^"]*)"'), re.compile(r' value="([^"]*)"')


@pytest.fixture
def contest(rows, at, log_in):
    """A contest whose bank has four questions, of which a paper asks three; an organiser looks."""
    at(NOON)
    contest = make_ready()
    log_in(make_account(contest.host, Role.ORGANISER))
    return contest


def url(contest, **args):
    args = "&".join(f"{name}={value}" for name, value in args.items())
    return f"/hosts/{contest.host.public_id}/coverage?{args}"


def of_round(contest):
    return {"round": f"{contest.public_id}.1"}


def text(answer):
    return " ".join(answer.text.split())


def test_enough_questions_are_told(client, contest):
    page = text(client.get(url(contest, **of_round(contest))))
    assert "có 4, cần 3" in page
    assert "Đủ câu" in page


def test_what_is_missing_is_told(client, contest, rows):
    service.set_blueprint(
        contest.rounds[0],
        contest.audiences[0],
        {(contest.rounds[0].blueprint[0].topic_id, Difficulty.EASY): 9},
    )
    rows.commit()
    page = text(client.get(url(contest, **of_round(contest))))
    assert "có 4, cần 9" in page
    assert "Còn thiếu 5 câu" in page


def test_the_banks_own_link_opens_without_a_complaint(client, contest):
    assert client.get(url(contest)).status_code == 200


def test_without_a_round_the_bank_is_counted_for_today(client, contest):
    page = text(client.get(url(contest)))
    assert "Từ 4/5/2030 đến hết 4/5/2030" in page
    assert "cần" not in page.partition("<table")[2]


def test_the_days_of_the_round_are_the_usual_ones(client, contest):
    first, last = TODAY + DAY, TODAY + 8 * DAY
    page = text(client.get(url(contest, **of_round(contest))))
    assert f"Từ {first.day}/5/2030 đến hết {last.day}/5/2030" in page


def test_a_question_that_ends_during_the_days_is_listed_and_not_counted(client, contest, rows):
    version = contest.audiences[0].audience
    [ending] = make_questions(
        1, contest.host, contest.rounds[0].blueprint[0].topic, version, valid_to=TODAY + 3 * DAY
    )
    page = text(client.get(url(contest, **of_round(contest))))
    assert "có 4, cần 3" in page
    assert f"{ending.question.code}:" in page
    assert "hết hiệu lực ngày 7/5/2030" in page


def test_other_days_are_chosen_in_three_boxes(client, contest):
    days = "first=1&first=6&first=2030&last=2&last=6&last=2030"
    page = text(client.get(f"{url(contest, **of_round(contest))}&{days}"))
    assert "Từ 1/6/2030 đến hết 2/6/2030" in page
    assert "Xem đúng những ngày này" in page


def sent(page, **changed):
    """What a browser sends of the page's form, but for what was changed."""
    form = page.partition('<form method="get"')[2].partition("</form>")[0]
    found = [(NAME.search(tag)[1], VALUE.search(tag)[1]) for tag in INPUT.findall(form)]
    kept = [(name, value) for name, value in found if name not in changed]
    return "&".join(f"{name}={quote(value)}" for name, value in [*kept, *changed.items()])


def test_another_round_is_looked_at_on_its_own_days(client, contest, rows):
    add_round(contest, opens_at=NOON + 30 * DAY, closes_at=NOON + 31 * DAY)
    rows.commit()
    first = client.get(url(contest, **of_round(contest))).text
    page = text(client.get(url(contest) + sent(first, round=f"{contest.public_id}.2")))
    assert "Từ 3/6/2030 đến hết 4/6/2030" in page
    assert "Xem đúng những ngày này" not in page


def test_days_that_were_touched_stay_with_another_round(client, contest, rows):
    add_round(contest, opens_at=NOON + 30 * DAY, closes_at=NOON + 31 * DAY)
    rows.commit()
    first = client.get(url(contest, **of_round(contest))).text
    asked = sent(first, round=f"{contest.public_id}.2", last="13")
    page = text(client.get(f"{url(contest)}{asked}&last=5&last=2030"))
    assert "Từ 5/5/2030 đến hết 13/5/2030" in page
    assert "Xem đúng những ngày này" in page


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ("first=2&first=6&first=2030&last=1&last=6&last=2030", "Ngày cuối phải từ ngày đầu"),
        ("first=31&first=2&first=2030&last=1&last=6&last=2030", "Vui lòng nhập ngày có thật"),
        ("first=&first=&first=&last=1&last=6&last=2030", "Vui lòng nhập đủ ngày, tháng, năm."),
    ],
)
def test_days_that_are_none_are_refused_in_words(client, contest, days, words):
    answer = client.get(f"{url(contest)}{days}")
    assert answer.status_code == 422
    assert words in answer.text


def test_a_round_that_is_pinned_says_that_its_pool_is_another(client, contest, rows):
    contest.rounds[0].pinned_at = NOON
    rows.commit()
    assert "đã chốt nên vẫn rút" in client.get(url(contest, **of_round(contest))).text


def test_an_audience_without_a_blueprint_is_told(client, contest, rows):
    audience = make_audience(name="Học sinh")
    service.add_audience(contest, audience, "Học sinh", PRESETS[Preset.B])
    rows.commit()
    assert (
        "Chưa có cấu trúc đề cho “Học sinh”" in client.get(url(contest, **of_round(contest))).text
    )


def test_a_topic_that_ended_and_is_still_asked_is_shown(client, contest, rows):
    topic = contest.rounds[0].blueprint[0].topic
    topic.ended_at, topic.name = NOON, "Chủ đề đã thôi dùng"
    rows.commit()
    assert "Chủ đề đã thôi dùng" in client.get(url(contest, **of_round(contest))).text
    assert "Chủ đề đã thôi dùng" not in client.get(url(contest)).text


def test_a_contest_without_audiences_says_so(client, contest, rows):
    empty = make_contest(contest.host)
    add_round(empty)
    rows.commit()
    assert "Chưa có đối tượng dự thi nào." in client.get(url(contest, **of_round(empty))).text


def test_a_strangers_round_is_not_found(client, contest):
    other = make_ready(make_host())
    assert client.get(url(contest, **of_round(other))).status_code == 404


def test_a_role_in_one_contest_opens_its_rounds_alone(client, contest, log_in):
    account = make_account()
    make_grant(account=account, host=contest.host, role=Role.ORGANISER, contest_id=contest.id)
    log_in(account)
    assert client.get(url(contest, **of_round(contest))).status_code == 200
    assert client.get(url(contest)).status_code == 403


def test_the_bank_and_the_round_lead_there(client, contest):
    host = contest.host.public_id
    assert f"/hosts/{host}/coverage" in client.get(f"/hosts/{host}/questions").text
    page = client.get(f"/hosts/{host}/contests/{contest.public_id}/rounds/1").text
    assert f"/hosts/{host}/coverage?round={contest.public_id}.1" in page
