import io
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook

from contest.audit.models import AuditEntry
from contest.contests.models import PoolQuestion
from contest.results import item_service
from contest.results.item_models import ItemStatistic, PaperStatistic
from contest.rules.roles import Role
from tests.contest.attempts.factories import make_draft_round
from tests.contest.factories import make_account
from tests.contest.results.factories import CLOSED, PEOPLE, compute


@pytest.fixture
def items_url(sat):
    contest = sat.round.contest
    return f"/hosts/{contest.host.public_id}/contests/{contest.public_id}/rounds/1/results/items/1"


@pytest.fixture
def analysed(sat, rows, at):
    """The round's statistics are worked out and drawn, after the closing."""
    at(CLOSED)
    compute(sat.round)
    while prepared := item_service.prepare(CLOSED):
        item_service.store(CLOSED, prepared)
    rows.commit()
    return sat


@pytest.fixture
def sign_in(sat, log_in):
    """Let somebody of the host with that role look."""

    def sign_in(role):
        log_in(make_account(sat.round.contest.host, role))

    return sign_in


def change(rows, **given):
    """Give the first question other figures; returned is its row."""
    item = rows.query(ItemStatistic).order_by(ItemStatistic.id).first()
    for name, value in given.items():
        setattr(item, name, value)
    rows.commit()
    return item


def draw_elsewhere(rows, version_id):
    """Another round that has not closed may ask this version."""
    other = make_draft_round(closes_at=CLOSED + timedelta(days=9))
    rows.add(
        PoolQuestion(
            round_id=other.id,
            contest_audience_id=other.contest.audiences[0].id,
            version_id=version_id,
        )
    )
    rows.commit()


def test_until_the_figures_are_there_the_page_says_so(client, items_url, sat, sign_in, at):
    at(CLOSED)
    compute(sat.round)
    sign_in(Role.ORGANISER)
    assert "Số liệu đang được tính" in client.get(items_url).text


@pytest.mark.usefixtures("analysed")
def test_the_page_tells_of_all_questions(client, items_url, sign_in, rows):
    sign_in(Role.ORGANISER)
    page = client.get(items_url).text
    assert f"Tính trên {len(PEOPLE)} bài thi" in page
    assert f"{rows.query(ItemStatistic).count()} câu hỏi" in page
    assert "Không tính độ tin cậy alpha, vì mỗi người được rút một đề khác nhau" in page


@pytest.mark.usefixtures("analysed")
def test_alpha_is_told_where_all_were_asked_the_same(client, items_url, sign_in, rows):
    paper = rows.query(PaperStatistic).one()
    paper.is_fixed, paper.figures = True, paper.figures | {"internal_consistency": 71.25}
    rows.commit()
    sign_in(Role.ORGANISER)
    assert "71,3\N{NO-BREAK SPACE}%" in client.get(items_url).text


@pytest.mark.usefixtures("analysed")
def test_questions_to_look_at_stand_first_with_their_reasons(client, items_url, sign_in, rows):
    figures = change(rows).figures | {"facility": 0.1, "discrimination_index": -5.0}
    item = change(rows, figures=figures, options=[[4, 0], [1, 0], [0, 0], [0, 0]])
    sign_in(Role.ORGANISER)
    page = client.get(items_url).text
    assert page.index(item.version.question.code) < page.index("Điểm cả bài")
    assert "chỉ đạt 10,0\N{NO-BREAK SPACE}% số điểm" in page
    assert "Phương án sai A được 4 người chọn, đáp án B được 1 người." in page


@pytest.mark.usefixtures("analysed")
@pytest.mark.parametrize("order", ["code", "facility", "discrimination", "shown", "x"])
def test_the_table_is_put_in_order(client, items_url, sign_in, order):
    sign_in(Role.ORGANISER)
    assert client.get(f"{items_url}?order={order}").status_code == 200


@pytest.mark.usefixtures("analysed")
def test_a_judge_is_told_of_no_key(client, items_url, sign_in, rows):
    item = change(rows, options=[[4, 0], [1, 0], [0, 0], [0, 0]])
    question = item.version.question
    sign_in(Role.JUDGE)
    assert "Có phương án sai được nhiều người chọn hơn đáp án." in client.get(items_url).text
    page = client.get(f"{items_url}/{question.public_id}/1").text
    assert item.version.stem in page
    assert "Mọi người đã chọn gì" not in page
    assert client.get(f"{items_url}/{question.public_id}/1/options.svg").status_code == 403


@pytest.mark.usefixtures("analysed")
def test_a_question_that_may_still_be_asked_elsewhere_is_not_read(client, items_url, sign_in, rows):
    item = change(rows)
    draw_elsewhere(rows, item.version_id)
    sign_in(Role.JUDGE)
    page = client.get(f"{items_url}/{item.version.question.public_id}/1").text
    assert "Nội dung câu hỏi chưa hiện ở đây" in page
    assert item.version.stem not in page
    sign_in(Role.ORGANISER)
    assert item.version.stem in client.get(f"{items_url}/{item.version.question.public_id}/1").text


@pytest.mark.usefixtures("analysed")
def test_the_page_of_a_question_tells_what_was_chosen(client, items_url, sign_in, rows):
    question = change(rows, options=[[4, 0], [1, 0], [0, 0], [0, 0]]).version.question
    sign_in(Role.ORGANISER)
    page = client.get(f"{items_url}/{question.public_id}/1").text
    assert "Mọi người đã chọn gì" in page
    assert "B (đáp án)" in page
    chart = client.get(f"{items_url}/{question.public_id}/1/options.svg")
    assert chart.mimetype == "image/svg+xml"


@pytest.mark.usefixtures("analysed")
@pytest.mark.parametrize("path", ["charts/none.svg", "none/1", "none/1/options.svg"])
def test_what_is_not_there_is_not_found(client, items_url, sign_in, path):
    sign_in(Role.ORGANISER)
    assert client.get(f"{items_url}/{path}").status_code == 404


@pytest.mark.usefixtures("analysed")
@pytest.mark.parametrize("name", ["facility", "discrimination"])
def test_charts_are_shown(client, items_url, sign_in, name):
    sign_in(Role.OBSERVER)
    assert client.get(f"{items_url}/charts/{name}.svg").data.startswith(b"<svg")


def sheets(answer):
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.usefixtures("analysed")
def test_the_workbook_has_every_question_and_option(post, items_url, sign_in, rows):
    sign_in(Role.ORGANISER)
    book = sheets(post(f"{items_url}/workbook", items_url))
    count = rows.query(ItemStatistic).count()
    assert len(book["Phân tích câu hỏi"]) == 1 + count
    assert len(book["Phương án đã chọn"]) == 1 + 5 * count
    assert dict(map(tuple, book["Điểm cả bài"]))["Điểm trung bình"] == 2.6
    entry = rows.query(AuditEntry).order_by(AuditEntry.id.desc()).first()
    assert (entry.act, entry.details["file"]) == ("results-exported", "items")


@pytest.mark.usefixtures("analysed")
def test_the_workbook_of_a_judge_has_no_keys(post, items_url, sign_in):
    sign_in(Role.JUDGE)
    book = sheets(post(f"{items_url}/workbook", items_url))
    assert "Phương án đã chọn" not in book


@pytest.mark.usefixtures("analysed")
def test_without_figures_there_is_no_workbook(post, items_url, sign_in, sat):
    compute(sat.round)
    sign_in(Role.JUDGE)
    answer = post(f"{items_url}/workbook", items_url.removesuffix("/items/1"))
    assert answer.status_code == 404


@pytest.mark.usefixtures("analysed")
def test_options_that_are_not_drawn_yet_stand_in_the_table_alone(client, items_url, sign_in, rows):
    item_url = f"{items_url}/{change(rows, chart=None).version.question.public_id}/1"
    sign_in(Role.ORGANISER)
    page = client.get(item_url).text
    assert "B (đáp án)" in page
    assert "options.svg" not in page
    assert client.get(f"{item_url}/options.svg").status_code == 404
