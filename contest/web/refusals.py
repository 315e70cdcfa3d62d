"""What a refusal says to the person: its status, a title, and what to do now."""

from flask_babel import lazy_gettext

from contest.web.care_refusals import CARE
from contest.web.refusal import Refusal

_l = lazy_gettext


UNKNOWN = Refusal(
    422,
    _l("Chưa thực hiện được"),
    _l("Việc này lúc này không thực hiện được. Mời bạn quay lại trang trước và thử lại."),
)

# By the code of a ContestError or of a rule's refusal.
REFUSALS: dict[str, Refusal] = {
    **CARE,
    "refused": UNKNOWN,
    "not-found": Refusal(
        404,
        _l("Không tìm thấy trang này"),
        _l("Mời bạn kiểm tra lại địa chỉ, hoặc bắt đầu lại từ trang đầu."),
    ),
    "not-signed-in": Refusal(
        401,
        _l("Mời bạn đăng nhập"),
        _l("Trang này dành cho cán bộ của đơn vị tổ chức. Mời bạn đăng nhập rồi mở lại."),
    ),
    "not-known": Refusal(
        401,
        _l("Mời bạn vào bằng số báo danh"),
        _l(
            "Máy này chưa biết bạn là ai. Mời bạn đăng ký dự thi, "
            "hoặc vào bằng số báo danh và mã dự thi đã được cấp."
        ),
    ),
    "not-allowed": Refusal(
        403,
        _l("Bạn chưa được giao việc này"),
        _l("Nếu đây là việc của bạn, mời bạn nhờ người quản trị của đơn vị giao vai trò."),
    ),
    "roles-conflict": Refusal(
        409,
        _l("Hai vai trò này không được giao cho cùng một người"),
        _l("Mời bạn bỏ vai trò cũ trước, hoặc giao vai trò mới cho người khác."),
    ),
    "sign-in-refused": Refusal(
        422,
        _l("Chưa đăng nhập được"),
        _l("Tên hoặc mã chưa khớp. Mời bạn xem lại và nhập lại."),
    ),
    "result-final": Refusal(
        409,
        _l("Kết quả đợt thi này đã là kết quả cuối cùng"),
        _l("Kết quả cuối cùng không tính lại nữa, kể cả khi đợt thi khác có người bị loại."),
    ),
    "lots-too-early": Refusal(
        409,
        _l("Chưa đến lúc nhập số bốc thăm"),
        _l("Số công khai chỉ nhập khi đợt thi đã đóng và kết quả đã được tính lần đầu."),
    ),
    "lots-drawn": Refusal(
        409,
        _l("Số bốc thăm đã nhập rồi"),
        _l("Chỉ bốc thăm một lần, vì vậy số đã nhập không thay được."),
    ),
    "own-work": Refusal(
        409,
        _l("Bạn đã làm một bước của câu hỏi này"),
        _l(
            "Mỗi bước của một câu hỏi do một người khác nhau làm. "
            "Mời bạn nhờ người khác thẩm định hoặc nhờ người khác duyệt."
        ),
    ),
    "act-not-open": Refusal(
        409,
        _l("Câu hỏi đã chuyển sang trạng thái khác"),
        _l("Có thể người khác vừa xử lý câu này. Mời bạn quay lại và xem trạng thái hiện nay."),
    ),
    "faulty-question": Refusal(
        409,
        _l("Câu hỏi còn lỗi nên chưa duyệt được"),
        _l("Mời bạn quay lại, xem các lỗi được nêu và nhờ người biên soạn sửa trước khi duyệt."),
    ),
    "not-filed": Refusal(
        409,
        _l("Còn câu chưa đủ chuyên đề, độ khó, đối tượng"),
        _l("Mời bạn quay lại, chọn cho các câu này hoặc bỏ chúng ra."),
    ),
    "registration-over": Refusal(
        409,
        _l("Đã hết thời gian đăng ký"),
        _l("Cuộc thi này không nhận đăng ký nữa. Mời bạn xem thể lệ hoặc liên hệ Ban Tổ chức."),
    ),
    "unit-has-parts": Refusal(
        409,
        _l("Chưa cho đơn vị này thôi hoạt động được"),
        _l("Còn đơn vị khác trực thuộc. Mời bạn chuyển các đơn vị đó sang nơi khác trước."),
    ),
    "form-expired": Refusal(
        422,
        _l("Trang này đã mở quá lâu"),
        _l("Việc vừa bấm chưa được thực hiện. Mời bạn quay lại, tải lại trang và bấm lần nữa."),
    ),
    "round-still-open": Refusal(
        409,
        _l("Đợt thi chưa kết thúc"),
        _l("Vẫn còn người đang làm bài. Mời bạn quay lại sau giờ đóng đợt thi."),
    ),
    "marks-missing": Refusal(
        409,
        _l("Còn bài chưa chấm xong"),
        _l("Máy đang chấm những bài cuối. Mời bạn chờ một phút rồi thử lại."),
    ),
    "database-busy": Refusal(
        503,
        _l("Máy chủ đang bận"),
        _l("Câu trả lời vẫn nằm trên máy của bạn. Mời bạn chờ vài giây rồi gửi lại."),
    ),
    "token-forged": Refusal(
        422,
        _l("Trang làm bài này không còn dùng được"),
        _l("Mời bạn mở lại bài thi từ trang cuộc thi. Những câu đã lưu vẫn còn."),
    ),
    "not-entered": Refusal(
        403,
        _l("Bạn chưa đăng ký cuộc thi này"),
        _l("Mời bạn đăng ký dự thi trước rồi bấm vào thi."),
    ),
    "attempts-used-up": Refusal(
        409,
        _l("Bạn đã hết lượt thi của đợt này"),
        _l("Mời bạn xem kết quả khi được công bố, hoặc dự thi ở đợt sau."),
    ),
    "round-annulled": Refusal(
        409,
        _l("Đợt thi này đã bị hủy"),
        _l("Kết quả của đợt này không được tính. Mời bạn xem thông báo trên trang cuộc thi."),
    ),
    "round-not-ready": Refusal(
        409,
        _l("Đợt thi chưa sẵn sàng"),
        _l("Ban Tổ chức chưa chốt bộ câu hỏi. Mời bạn quay lại sau."),
    ),
    "too-early": Refusal(
        409,
        _l("Đợt thi chưa mở"),
        _l("Mời bạn quay lại vào giờ mở đợt thi ghi trên trang cuộc thi."),
    ),
    "between-windows": Refusal(
        409,
        _l("Đợt thi đang tạm đóng"),
        _l("Mời bạn quay lại vào giờ mở tiếp theo ghi trên trang cuộc thi."),
    ),
    "round-suspended": Refusal(
        409,
        _l("Đợt thi đang tạm dừng"),
        _l("Ban Tổ chức đang tạm dừng đợt thi. Mời bạn xem thông báo trên trang cuộc thi."),
    ),
    "round-over": Refusal(
        409,
        _l("Đợt thi đã đóng"),
        _l("Đợt thi này đã hết giờ. Mời bạn xem đợt sau hoặc kết quả trên trang cuộc thi."),
    ),
    "attempt-over": Refusal(
        409,
        _l("Bài thi đã kết thúc"),
        _l("Bài đã nộp hoặc đã hết giờ nên không nhận thêm câu trả lời. Mời bạn xem biên nhận."),
    ),
    "merged-already": Refusal(
        409,
        _l("Lần đăng ký này đã được gộp"),
        _l("Mời bạn mở lần đăng ký được giữ lại để xem; không gộp lần thứ hai."),
    ),
    "attempt-running": Refusal(
        409,
        _l("Bài thi chưa nộp"),
        _l("Mời bạn làm tiếp và nộp bài; sau đó sẽ có biên nhận."),
    ),
    "result-not-shown": Refusal(
        409,
        _l("Chưa đến lúc xem kết quả"),
        _l("Kết quả được xem vào lúc ghi trong thể lệ. Mời bạn quay lại sau."),
    ),
    "too-many-tries": Refusal(
        429,
        _l("Đã nhập sai quá nhiều lần"),
        _l("Mời bạn chờ ít phút rồi thử lại, hoặc liên hệ Ban Tổ chức để được giúp."),
    ),
    "contest-not-ready": Refusal(
        409,
        _l("Cuộc thi chưa đủ điều kiện để công bố"),
        _l("Mời bạn quay lại trang cuộc thi, làm nốt những việc được nêu ở đó rồi công bố."),
    ),
    "keys-fixed": Refusal(
        409,
        _l("Kết quả đã công bố nên chưa sửa được đáp án"),
        _l("Mời Ban Tổ chức đưa kết quả trở lại bước kết quả tạm thời, nêu lý do, rồi sửa."),
    ),
    "keys-pending": Refusal(
        409,
        _l("Đang có một bản sửa đáp án chờ công bố"),
        _l(
            "Bản đó do người khác lập. Mời bạn công bố hoặc rút bản đó trước, "
            "rồi lập bản sửa tiếp theo."
        ),
    ),
    "keys-not-marked": Refusal(
        409,
        _l("Máy chưa chấm lại xong"),
        _l("Phải xem được bản sửa làm thay đổi kết quả thế nào rồi mới công bố. Mời bạn chờ."),
    ),
    "keys-settled": Refusal(
        409,
        _l("Bản sửa này đã được công bố hoặc đã rút"),
        _l("Có thể người khác vừa xử lý. Mời bạn quay lại và xem trạng thái hiện nay."),
    ),
    "key-unchanged": Refusal(
        409,
        _l("Bản sửa không thay đổi gì"),
        _l("Đáp án đang dùng đã đúng như vậy. Mời bạn quay lại và xem lại."),
    ),
    "own-correction": Refusal(
        409,
        _l("Người lập bản sửa đáp án không tự công bố"),
        _l("Việc công bố phải do người thứ hai làm, sau khi đã xem kết quả thay đổi thế nào."),
    ),
    "round-fixed": Refusal(
        409,
        _l("Đề của đợt thi này đã được chốt"),
        _l("Sau khi công bố chỉ còn sửa được tên đợt và gia hạn giờ đóng."),
    ),
    "regulation-fixed": Refusal(
        409,
        _l("Đã có người vào thi nên quy định này không sửa được nữa"),
        _l("Chỉ còn sửa được lời văn, gia hạn giờ và thêm giải thưởng."),
    ),
    "contest-entered": Refusal(
        409,
        _l("Đã có người đăng ký dự thi"),
        _l("Việc này chỉ làm được khi chưa có ai đăng ký. Mời bạn quay lại trang cuộc thi."),
    ),
    "headcounts-fixed": Refusal(
        409,
        _l("Đợt thi đã mở, số người của đơn vị đã được chốt"),
        _l("Số người của mỗi đơn vị chỉ sửa được trước giờ mở đợt thi."),
    ),
    "way-no-such-step": Refusal(
        409,
        _l("Kết quả đang ở bước khác"),
        _l("Có thể người khác vừa thực hiện một bước. Mời bạn mở lại trang công nhận kết quả."),
    ),
    "way-role-not-allowed": Refusal(
        409,
        _l("Bước này do người khác thực hiện"),
        _l("Trang công nhận kết quả ghi rõ ai thực hiện từng bước. Mời bạn nhờ đúng người đó."),
    ),
    "way-other-result": Refusal(
        409,
        _l("Kết quả đã được tính lại"),
        _l("Bạn đang xem bảng xếp hạng cũ. Mời bạn mở lại trang xác nhận và xem bảng mới."),
    ),
    "disclosure-conflict": Refusal(
        409,
        _l("Còn đợt thi khác hỏi câu hỏi chung"),
        _l("Đáp án chưa mở được lúc đợt thi đóng. Mời bạn chọn mở khi công bố kết quả."),
    ),
    "ways-begun": Refusal(
        409,
        _l("Đã có kết quả được xác nhận"),
        _l("Không đổi được nữa việc mỗi đối tượng được công bố riêng hay chung."),
    ),
    "not-shown-yet": Refusal(
        409,
        _l("Theo thể lệ, phần này chưa được xem"),
        _l(
            "Phần này mở khi kết quả đến bước mà thể lệ nêu: bảng xếp hạng có tên từ khi có "
            "kết quả tạm thời, tên người đạt giải từ khi công bố. Mời bạn xem lại sau."
        ),
    ),
    "complaint-not-yours": Refusal(
        409,
        _l("Đơn khiếu nại này được giao cho người khác"),
        _l("Chỉ người được giao giải quyết mới trả lời được và mở được hồ sơ kèm theo."),
    ),
    "complaints-not-known": Refusal(
        409,
        _l("Thể lệ cuộc thi này chưa quy định việc khiếu nại"),
        _l("Mời bạn liên hệ Ban Tổ chức theo số điện thoại trên trang cuộc thi."),
    ),
    "complaint-no-such-move": Refusal(
        409,
        _l("Đơn khiếu nại đã chuyển sang bước khác"),
        _l("Có thể người khác vừa xử lý đơn này. Mời bạn quay lại và xem tình trạng hiện nay."),
    ),
    "complaint-took-part": Refusal(
        409,
        _l("Người này đã tham gia vào việc bị khiếu nại"),
        _l("Người giải quyết phải là người không tham gia vào việc đó. Mời bạn chọn người khác."),
    ),
    "complaint-reason-missing": Refusal(
        409,
        _l("Chưa có lý do"),
        _l("Mỗi trả lời khiếu nại phải nêu rõ lý do. Mời bạn quay lại và ghi lý do."),
    ),
    "complaint-effect-not-possible": Refusal(
        409,
        _l("Hướng giải quyết này không dùng được cho đơn này"),
        _l("Mời bạn quay lại và chọn một hướng giải quyết khác."),
    ),
}

HTTP: dict[int, Refusal] = {
    400: Refusal(
        400,
        _l("Yêu cầu chưa đúng"),
        _l("Máy chủ không hiểu yêu cầu này. Mời bạn quay lại trang trước và thử lại."),
    ),
    403: Refusal(
        403,
        _l("Yêu cầu này không được nhận"),
        _l("Yêu cầu đến từ một trang khác. Mời bạn mở lại trang của cuộc thi và làm lại ở đó."),
    ),
    404: REFUSALS["not-found"],
    405: Refusal(
        405,
        _l("Trang này không mở theo cách đó"),
        _l("Mời bạn quay lại trang trước và bấm nút trên trang."),
    ),
    413: Refusal(
        413,
        _l("Tệp hoặc nội dung gửi lên quá lớn"),
        _l(
            "Mỗi tệp nặng nhất 16 MB, phần chữ nhập trên trang nặng nhất 1 MB. "
            "Mời bạn quay lại trang trước, chia nhỏ tệp hoặc rút ngắn nội dung rồi gửi lại."
        ),
    ),
    415: Refusal(
        415,
        _l("Loại tệp này không dùng được"),
        _l("Mời bạn chọn tệp đúng loại mà trang yêu cầu."),
    ),
    429: Refusal(
        429,
        _l("Có quá nhiều yêu cầu cùng lúc"),
        _l("Mời bạn chờ khoảng một phút rồi thử lại. Những gì đã lưu vẫn còn."),
    ),
    500: Refusal(
        500,
        _l("Có trục trặc ở máy chủ"),
        _l("Lỗi đã được ghi lại. Những gì đã lưu vẫn còn; mời bạn thử lại sau ít phút."),
    ),
    503: Refusal(
        503,
        _l("Máy chủ đang bận"),
        _l("Mời bạn chờ khoảng một phút rồi mở lại trang. Những gì đã lưu vẫn còn."),
    ),
}


def refusal_for(code: str) -> Refusal:
    return REFUSALS.get(code, UNKNOWN)


def refusal_for_status(status: int) -> Refusal:
    """The page for an HTTP status; the nearest one where it has none of its own."""
    nearest = HTTP[500] if status >= 500 else HTTP[400]
    return HTTP.get(status, nearest._replace(status=status))
