"""What the bank's tests share: a writer who sends the form of a question."""

import pytest

from contest.bank.models import Question
from contest.rules.roles import Role
from tests.contest.bank.factories import make_audience, make_topic
from tests.contest.conftest import TOKEN
from tests.contest.factories import PASSWORD, make_account, make_host


@pytest.fixture
def written(rows, client):
    """Send the form of a new question of a host; returns the answer and the host's questions."""
    host = make_host()
    token = TOKEN.search(client.get("/staff/sign-in").text)[1]
    account = make_account(host, Role.WRITER)
    sign_in = {"email": account.email, "password": PASSWORD, "csrf_token": token}
    client.post("/staff/sign-in", data=sign_in)
    address = f"/hosts/{host.public_id}/questions/new"
    usual = {
        "kind": "single",
        "stem": "Thủ tục này thế nào?",
        "options-0-text": "Nộp tại Bộ phận Một cửa",
        "options-1-text": "Nộp qua mạng",
        "topic": make_topic().code,
        "difficulty": "easy",
        "audiences": make_audience().code,
    }

    def written(**given):
        found = TOKEN.search(client.get(address).text)[1]
        data = usual | given | {"csrf_token": found}
        answer = client.post(address, data={key: each for key, each in data.items() if each})
        return answer, rows.query(Question).filter_by(host_id=host.id).all()

    return written
