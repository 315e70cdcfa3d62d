"""What refusals say where single people are cared for: extra time, reopening, papers."""

from flask_babel import lazy_gettext as _l

from contest.web.refusal import Refusal

CARE: dict[str, Refusal] = {
    "care-round-over": Refusal(
        409,
        _l("Đợt thi đã kết thúc"),
        _l("Không còn ai làm bài được nên thêm giờ không có tác dụng. Có thể mở lại từng bài."),
    ),
    "care-round-suspended": Refusal(
        409,
        _l("Đợt thi đang tạm dừng"),
        _l("Mời bạn cho đợt thi tiếp tục trước, rồi mở lại bài."),
    ),
    "care-result-begun": Refusal(
        409,
        _l("Kết quả của đợt thi đã được lập"),
        _l(
            "Bài chỉ mở lại được trước khi lập kết quả tạm thời. "
            "Việc này nay giải quyết qua khiếu nại."
        ),
    ),
    "care-later-attempt": Refusal(
        409,
        _l("Người này đã vào thi lượt sau"),
        _l("Mỗi người làm một bài một lúc. Chỉ bài của lượt sau cùng mở lại được."),
    ),
    "care-on-paper": Refusal(
        409,
        _l("Bài này làm trên giấy"),
        _l("Bài làm trên giấy không mở trên máy được. Mời bạn xem trang bài thi trên giấy."),
    ),
    "care-text-marked": Refusal(
        409,
        _l("Câu tự luận của bài này đã có điểm"),
        _l("Giám khảo đã chấm câu tự luận nên bài không mở lại được."),
    ),
    "care-time-missing": Refusal(
        422, _l("Chưa có số phút"), _l("Vui lòng nhập số phút được thêm, từ 1 trở lên.")
    ),
    "care-reason-missing": Refusal(422, _l("Chưa có lý do"), _l("Vui lòng nhập lý do.")),
    "care-attempt-over": Refusal(
        409,
        _l("Bài này đã nộp"),
        _l("Không thêm giờ cho bài đã nộp được. Nếu có lý do chính đáng, mời bạn mở lại bài."),
    ),
    "care-attempt-running": Refusal(
        409,
        _l("Bài này đang làm"),
        _l("Bài chưa nộp nên không cần mở lại. Nếu cần thêm thời gian, mời bạn thêm giờ."),
    ),
    "care-no-time-left": Refusal(
        422,
        _l("Không còn thời gian để làm tiếp"),
        _l("Bài đã dùng hết thời gian. Vui lòng thêm ít nhất 1 phút thì mới mở lại được."),
    ),
    "care-marks-seen": Refusal(
        409,
        _l("Người dự thi có thể đã xem điểm"),
        _l("Điểm hoặc đáp án của bài này đã được mở cho người dự thi xem nên không mở lại được."),
    ),
    "paper-on-device": Refusal(
        409,
        _l("Người này đang làm bài trên máy"),
        _l("Người này đang làm bài trên máy, nên không lập đề trên giấy được."),
    ),
    "paper-not-there": Refusal(
        409,
        _l("Bài này đã sang bước khác"),
        _l("Có người vừa làm bước này, hoặc bài chưa đến bước này. Mời bạn xem lại danh sách bài."),
    ),
    "paper-typed-already": Refusal(
        409,
        _l("Bạn đã nhập bài này rồi"),
        _l("Mỗi bài do hai người nhập và, khi có chỗ khác nhau, người thứ ba chốt."),
    ),
    "papers-not-typed": Refusal(
        409,
        _l("Còn bài trên giấy chưa nhập xong"),
        _l("Mời bạn vào “Bài thi trên giấy” của đợt thi để nhập hết, rồi lập kết quả."),
    ),
    "typing-same-typist": Refusal(
        409,
        _l("Bạn đã nhập bài này rồi"),
        _l("Mỗi bài do hai người nhập và, khi có chỗ khác nhau, người thứ ba chốt."),
    ),
    "typing-not-an-answer": Refusal(
        422, _l("Có câu trả lời không đọc được"), _l("Vui lòng xem lại các chữ cái đã gõ.")
    ),
    "typing-not-settled": Refusal(
        422,
        _l("Còn chỗ khác nhau chưa chốt"),
        _l("Vui lòng chọn câu trả lời ở mọi câu hai người nhập khác nhau."),
    ),
    "typing-nothing-to-settle": Refusal(
        422,
        _l("Có câu không cần chốt"),
        _l("Chỉ chốt những câu hai người nhập khác nhau. Mời bạn mở lại trang."),
    ),
}
