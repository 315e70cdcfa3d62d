def test_vietnamese_comes_first_whatever_the_browser_prefers(visitor):
    assert '<html lang="vi"' in visitor.get("/", headers={"Accept-Language": "en"}).text


def test_english_is_for_who_asks_for_it(visitor):
    answer = visitor.post("/language", data={"language": "en", "next": "/parts?page=2"})
    assert (answer.status_code, answer.location) == (303, "/parts?page=2")
    assert '<html lang="en"' in visitor.get("/").text


def test_an_unknown_language_changes_nothing(visitor):
    assert "Set-Cookie" not in visitor.post("/language", data={"language": "fr"}).headers


def test_the_way_back_never_leaves_the_site(visitor):
    answer = visitor.post("/language", data={"language": "en", "next": "//evil.example"})
    assert answer.location == "/"
