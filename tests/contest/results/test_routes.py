import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from contest.audit.models import AuditEntry
from contest.db import db
from contest.results import queries, service
from contest.results.models import Basis, Ranking
from contest.rules.result_way import State
from contest.rules.roles import Role
from tests.contest.factories import NOON, make_account
from tests.contest.results.factories import BY_NAME, CLOSED, PEOPLE, PLACES, compute, set_state


@pytest.fixture
def urls(sat):
    contest = sat.round.contest
    staff = f"/hosts/{contest.host.public_id}/contests/{contest.public_id}/rounds/1"
    return staff, f"/c/{contest.public_id}/r/1/results"


@pytest.fixture
def judge(sat, log_in, at):
    """A judge is signed in, after the closing."""
    at(CLOSED)
    judge = make_account(sat.round.contest.host, Role.JUDGE)
    log_in(judge)
    return judge


def acts(rows):
    return [(each.act, each.details) for each in rows.query(AuditEntry).order_by(AuditEntry.id)]


def table(answer):
    """The rows of a CSV file as a program reads them."""
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))


def sheets(answer):
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.usefixtures("judge")
def test_before_anything_is_computed_the_page_says_when_it_will_be(client, urls):
    assert "Chưa có kết quả" in client.get(f"{urls[0]}/results").text


def test_a_judge_asks_for_results_and_follows_them(post, client, urls, judge, rows):
    answer = post(f"{urls[0]}/results")
    assert answer.status_code == 303
    page = client.get(answer.location)
    assert "Đang chờ" in page.text
    assert page.headers["Refresh"] == "3"
    desk = service.Desk()
    while isinstance(work := desk.prepare(CLOSED), service.Work):
        desk.store(CLOSED, work)
    db.session.commit()
    assert client.get(answer.location).location.endswith("/results")
    assert rows.query(Ranking).one().entrant_count == len(PEOPLE)
    assert acts(rows)[-1] == ("results-asked", {})
    assert rows.query(AuditEntry).all()[-1].actor_name == judge.name


@pytest.mark.usefixtures("judge")
def test_an_open_round_is_not_computed(post, urls, at, rows):
    at(NOON + timedelta(days=1))
    answer = post(f"{urls[0]}/results")
    assert answer.status_code == 409
    assert rows.query(Ranking).count() == 0


@pytest.mark.usefixtures("judge")
def test_standings_explain_each_place(client, urls, sat):
    compute(sat.round)
    page = client.get(f"{urls[0]}/standings/1").text
    assert "số câu trả lời đúng: 4 câu so với 3 câu" in page
    assert "Bằng nhau ở mọi tiêu chí nên cùng hạng." in page


@pytest.mark.usefixtures("judge")
def test_standings_are_listed_by_name_too(client, urls, sat):
    compute(sat.round)
    page = client.get(f"{urls[0]}/standings/1?order=name").text
    assert sorted(BY_NAME, key=page.index) == BY_NAME


@pytest.mark.usefixtures("judge")
@pytest.mark.parametrize("page", ["0", "-1", "99", "x"])
def test_a_page_that_is_not_there_is_no_error(client, urls, sat, page):
    compute(sat.round)
    assert client.get(f"{urls[0]}/standings/1?page={page}").status_code == 200


@pytest.mark.usefixtures("judge")
@pytest.mark.parametrize("audience", [0, 2])
def test_an_audience_that_is_not_there_is_not_found(client, urls, sat, audience):
    compute(sat.round)
    assert client.get(f"{urls[0]}/standings/{audience}").status_code == 404


def test_who_sees_no_names_sees_totals_alone(client, urls, sat, log_in, at):
    at(CLOSED)
    compute(sat.round)
    set_state(sat.round, State.PUBLISHED)
    log_in(make_account(sat.round.contest.host, Role.OBSERVER))
    page = client.get(f"{urls[0]}/results").text
    assert "xã Bến Quan" in page
    assert "/standings/1" not in page
    assert client.get(f"{urls[0]}/standings/1").status_code == 403


@pytest.mark.usefixtures("judge")
def test_the_workbook_has_what_the_database_has(post, urls, sat):
    ranking = compute(sat.round)
    book = sheets(post(f"{urls[0]}/results/workbook", f"{urls[0]}/results"))
    [standings] = [rows for name, rows in book.items() if name.startswith("Bảng xếp hạng")]
    assert [row[0] for row in standings[1:]] == PLACES
    assert [(row[2], row[6], row[10]) for row in standings[1:]] == [
        (name, right, seconds) for name, right, seconds, _ in PEOPLE
    ]
    facts = dict(book["Thông tin"])
    assert facts["Mã đối chiếu (SHA-256)"] == ranking.digest


@pytest.mark.usefixtures("judge")
def test_the_totals_of_the_workbook_are_those_of_the_database(post, urls, sat):
    ranking = compute(sat.round)
    book = sheets(post(f"{urls[0]}/results/workbook", f"{urls[0]}/results"))
    found = {row[0]: row[5] for row in book["Tổng hợp theo nơi cư trú"][1:]}
    lines = queries.list_totals(ranking, Basis.RESIDENCE, None)
    named = {each.unit.full_name if each.unit else "Tổng cộng": each.entrants for each in lines}
    assert found == named


@pytest.mark.usefixtures("judge")
def test_the_csv_has_the_same_standings_and_no_formula(post, urls, sat):
    compute(sat.round)
    answer = post(f"{urls[0]}/results/csv/standings-1", f"{urls[0]}/results")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    lines = table(answer)[1:]
    assert [int(each[0]) for each in lines] == PLACES
    assert lines[-1][2] == "'=Phạm Thị Bình"
    assert [Decimal(each[7]) for each in lines] == [
        Decimal(each.points) / 100
        for each in queries.each_standing(
            queries.get_ranking(sat.round), sat.round.contest.audiences[0]
        )
    ]


@pytest.mark.parametrize("file", ["workbook", "csv/standings-1", "csv/totals-residence"])
def test_an_export_is_recorded(post, urls, sat, judge, rows, file):
    compute(sat.round)
    assert post(f"{urls[0]}/results/{file}", f"{urls[0]}/results").status_code == 200
    entry = rows.query(AuditEntry).order_by(AuditEntry.id.desc()).first()
    name = file.removeprefix("csv/").replace("workbook", "xlsx")
    assert (entry.act, entry.actor_id) == ("results-exported", judge.id)
    assert entry.details == {"file": name, "version": 1}


@pytest.mark.usefixtures("judge")
def test_a_table_that_is_not_there_is_not_found(post, urls, sat):
    compute(sat.round)
    assert post(f"{urls[0]}/results/csv/none", f"{urls[0]}/results").status_code == 404


@pytest.mark.usefixtures("judge")
@pytest.mark.parametrize("path", ["results", "results/workbook", "results/csv/standings-1"])
def test_a_forged_form_is_refused_in_words(client, urls, sat, rows, path):
    compute(sat.round)
    before = acts(rows)
    answer = client.post(f"{urls[0]}/{path}", data={"csrf_token": "forged"})
    assert answer.status_code == 422
    assert "tải lại trang và bấm lần nữa" in answer.text
    assert acts(rows) == before


def test_results_are_public_only_after_the_publication(client, urls, sat, rows, at):
    at(CLOSED)
    compute(sat.round)
    assert client.get(urls[1]).status_code == 404
    set_state(sat.round, State.PUBLISHED)
    assert client.get(urls[1]).status_code == 200


def test_the_public_page_has_totals_and_no_names(client, urls, sat, rows, at):
    at(CLOSED)
    compute(sat.round)
    set_state(sat.round, State.PUBLISHED)
    page = client.get(urls[1]).text
    assert "xã Bến Quan" in page
    assert not [name for name, *_ in PEOPLE if name in page]


def test_a_chart_is_public_only_after_the_publication(client, urls, sat, rows, at):
    at(CLOSED)
    compute(sat.round)
    service.keep_chart(service.drawn_next(), CLOSED)
    rows.commit()
    chart = f"{urls[1]}/charts/histogram.svg"
    assert client.get(chart).status_code == 404
    set_state(sat.round, State.PUBLISHED)
    answer = client.get(chart)
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
