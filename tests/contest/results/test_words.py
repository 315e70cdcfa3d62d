import pytest

from contest.results.words import why_above, why_below

AT = 1_904_126_400_123  # 4 May 2030, 19:00:00,123 in Vietnam


@pytest.fixture(autouse=True)
def _vietnamese(app):
    with app.test_request_context(headers={"Accept-Language": "vi"}):
        yield


@pytest.mark.parametrize(
    ("key", "mine", "theirs", "why"),
    [
        ("right", 20, 19, "số câu trả lời đúng: 20 câu so với 19 câu"),
        ("points", 1950, 1900, "số điểm: 19,5 so với 19"),
        ("prediction", 12, 1500, "chênh lệch dự đoán: 12 so với 1.500"),
        ("prediction", 12, None, "chênh lệch dự đoán: 12 so với không dự đoán"),
        ("duration", 61_000, 63_000, "thời gian làm bài: 1 phút 1 giây so với 1 phút 3 giây"),
        (
            "handed-in", AT, AT + 1,
            "thời điểm nộp bài: 4/5/2030 19:00:00,123 so với 4/5/2030 19:00:00,124",
        ),
        (
            "started", AT, AT + 1000,
            "thời điểm vào thi: 4/5/2030 19:00:00,123 so với 4/5/2030 19:00:01,123",
        ),
        ("lot", 3, 4, "kết quả bốc thăm: 00000000000003 so với 00000000000004"),
        ("fact", 2, None, "chênh lệch ở câu hỏi phụ: 2 so với không trả lời"),
        ("fact", 0, 1500, "chênh lệch ở câu hỏi phụ: 0 so với 1.500"),
        ("text", 850, 700, "điểm câu tự luận: 8,5 so với 7"),
        ("text", 0, None, "điểm câu tự luận: 0 so với chưa chấm"),
        ("committee", 1, 2, "thứ tự do Ban Tổ chức quyết định: 1 so với 2"),
        ("committee", 2, None, "thứ tự do Ban Tổ chức quyết định: 2 so với không nêu"),
    ],
)  # fmt: skip
def test_each_key_is_explained_in_words(key, mine, theirs, why):
    reason = {"key": key, "mine": mine, "theirs": theirs, "other": "123456789"}
    assert why_above(reason) == f"Đứng trên số báo danh 123 456 789 vì {why}."


def test_who_stands_below_is_told_so():
    reason = {"key": "right", "mine": 3, "theirs": 4, "other": "123456789"}
    assert why_below(reason).startswith("Đứng sau số báo danh 123 456 789 vì số câu")


def test_a_duration_that_ranks_in_milliseconds_is_shown_in_them():
    reason = {"key": "duration", "mine": 61_001, "theirs": 61_002, "other": "123456789"}
    assert "1:01,001 so với 1:01,002" in why_above(reason, 1)


def test_the_first_and_the_last_have_nothing_to_explain():
    assert (why_above(None), why_below(None)) == ("", "")
