def test_a_living_process_says_so(client):
    assert client.get("/healthz").text == "ok\n"


def test_it_is_ready_when_the_database_answers(client):
    assert client.get("/readyz").status_code == 200
