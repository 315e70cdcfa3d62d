"""What a reader or a writer of files says, in words that tell what to do."""

import re
from collections.abc import Mapping

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from contest.bank.part_words import FIELDS, KINDS, MARKUPS, MISTAKES, NOT_HELD, WHYS
from questions.formats import FormatRefused
from questions.formats.files import Format
from questions.formats.reading import At, Code, Remark

FORMAT_NAMES: Mapping[Format, LazyString] = {
    Format.DOCX: _l("Word (.docx)"),
    Format.XLSX: _l("Excel (.xlsx)"),
    Format.CSV: _l("Bảng CSV (.csv)"),
    Format.GIFT: _l("GIFT (.gift)"),
    Format.AIKEN: _l("Aiken (.aiken)"),
    Format.MOODLE: _l("Moodle XML (.xml)"),
    Format.QTI: _l("Gói QTI 3.0 (.zip)"),
    Format.NATIVE: _l("Định dạng riêng của phần mềm (.json)"),
}
_PLACES: Mapping[Format, LazyString] = {
    Format.DOCX: _l("Đoạn %(at)s"),
    Format.XLSX: _l("Hàng %(at)s"),
    Format.CSV: _l("Hàng %(at)s"),
    Format.GIFT: _l("Dòng %(at)s"),
    Format.AIKEN: _l("Dòng %(at)s"),
    Format.MOODLE: _l("Câu thứ %(at)s"),
    Format.QTI: _l("Mục %(at)s"),
    Format.NATIVE: _l("Câu thứ %(at)s"),
}
_REMARKS: Mapping[Code, LazyString] = {
    Code.NOT_SUPPORTED: _l("Chưa hỗ trợ dạng câu hỏi này (not supported: %(kind)s)."),
    Code.NO_STEM: _l("Có phương án mà không có câu hỏi đứng trước."),
    Code.TOO_FEW_OPTIONS: _l("Chỉ thấy %(count)s phương án; câu hỏi cần ít nhất hai."),
    Code.TOO_MANY_OPTIONS: _l("Có %(count)s phương án; nhiều nhất là tám."),
    Code.KEY_NOT_AN_OPTION: _l("Đáp án ghi là “%(key)s” nhưng không có phương án nào như vậy."),
    Code.KEYS_DIFFER: _l(
        "Hai chỗ ghi đáp án khác nhau: “%(key)s” và “%(other)s”. Hãy chọn đáp án đúng."
    ),
    Code.KEY_WITHOUT_QUESTION: _l("Bảng đáp án có câu %(number)s nhưng tệp không có câu đó."),
    Code.STATEMENTS_UNJUDGED: _l(
        "Câu đúng/sai 4 ý này chưa rõ ý nào đúng, ý nào sai. Hãy chọn lại loại câu “Đúng/sai 4 ý” "
        "và đánh dấu từng ý."
    ),
    Code.KEY_UNSURE: _l(
        "Trong tệp có chỗ trùng hoặc mâu thuẫn nên không rõ “%(key)s” là của câu nào, phương án "
        "nào. Hãy chọn đáp án đúng."
    ),
    Code.KEY_AS_LETTER: _l(
        "Đáp án “%(key)s” được hiểu là phương án %(key)s, nhưng có phương án khác ghi đúng chữ đó. "
        "Hãy xem lại đáp án."
    ),
    Code.KEYS_OF_OTHERS: _l(
        "Đáp án ở đây ghi là của đề hoặc phần “%(text)s”, không phải của các câu trong tệp, nên "
        "không lấy."
    ),
    Code.MARK_LEFT_OUT: _l(
        "Phương án %(key)s được đánh dấu hoặc trình bày khác các phương án kia, nhưng chưa đủ chắc "
        "để lấy làm đáp án. Hãy chọn đáp án đúng."
    ),
    Code.TEXT_LEFT_OUT: _l("Phần này không thuộc câu hỏi nào nên không nhập: “%(text)s”."),
    Code.MARKUP_LEFT_OUT: _l("Cách trình bày không giữ được: %(markup)s. Hãy xem lại câu chữ."),
    Code.WEIGHTS_LEFT_OUT: _l("Điểm từng phần của phương án không giữ được."),
    Code.FEEDBACK_LEFT_OUT: _l("Lời nhận xét riêng cho từng phương án không giữ được."),
    Code.RULE_LEFT_OUT: _l("Cách chấm riêng của câu này không giữ được; chỉ lấy đáp án."),
    Code.FIELD_LEFT_OUT: _l("Không giữ được phần “%(field)s”."),
    Code.FORMULA_AS_TEXT: _l("Công thức được chép thành chữ. Hãy xem lại."),
    Code.FORMULA_LEFT_OUT: _l(
        "Có công thức không đọc được. Hãy thay bằng hình PNG hoặc gõ lại thành chữ."
    ),
    Code.PICTURE_LEFT_OUT: _l("Có hình không giữ được: %(why)s."),
    Code.BAD_TEXT: _l("Có ký tự điều khiển không dùng được. Hãy xóa đi, gõ lại."),
    Code.SYNTAX: _l("Không hiểu cách viết ở đây: %(what)s."),
}
# Where the file leaves empty what a sentence would repeat.
_UNTOLD: Mapping[Code, LazyString] = {
    Code.MARK_LEFT_OUT: _l(
        "Có phương án được đánh dấu hoặc trình bày khác các phương án kia, nhưng chưa đủ chắc để "
        "lấy làm đáp án. Hãy chọn đáp án đúng."
    ),
    Code.NOT_SUPPORTED: _l("Chưa hỗ trợ dạng câu hỏi này (not supported)."),
    Code.KEY_NOT_AN_OPTION: _l("Chưa ghi đáp án đúng."),
    Code.KEYS_DIFFER: _l("Hai chỗ ghi đáp án khác nhau. Hãy chọn đáp án đúng."),
    Code.KEY_UNSURE: _l("Không rõ đáp án nào là của câu này. Hãy chọn đáp án đúng."),
    Code.KEY_AS_LETTER: _l(
        "Chữ ghi ở đáp án được hiểu là tên phương án, nhưng có phương án khác ghi đúng chữ đó. Hãy "
        "xem lại đáp án."
    ),
    Code.KEYS_OF_OTHERS: _l("Có đáp án của đề hoặc phần khác nên không lấy."),
    Code.TEXT_LEFT_OUT: _l("Có phần không thuộc câu hỏi nào nên không nhập."),
    Code.MARKUP_LEFT_OUT: _l("Có cách trình bày không giữ được. Hãy xem lại câu chữ."),
    Code.FIELD_LEFT_OUT: _l("Có phần của câu hỏi không giữ được."),
    Code.PICTURE_LEFT_OUT: _l("Có hình không giữ được."),
    Code.SYNTAX: _l("Không hiểu cách viết ở đây."),
}
_NOT_HELD = _l("Định dạng này không chứa được câu hỏi dạng “%(name)s”.")
_NAMED_KIND = _l("Chưa hỗ trợ dạng câu hỏi này: %(name)s (not supported: %(kind)s).")
_LINE = re.compile(r"line (?P<line>\d+)(?: column (?P<column>\d+))?")
_SAVE_AS_DOCX = _l(
    "Đây là tệp Word kiểu cũ (.doc). Hãy mở bằng Word, chọn Lưu thành (Save As), "
    "kiểu Word Document (.docx), rồi tải tệp mới lên."
)
_DAMAGED = _l("Tệp bị hỏng. Hãy mở và lưu lại bằng phần mềm đã tạo ra nó, rồi tải lên lần nữa.")
_SPOILT = frozenset({"not-a-package", "package-broken", "part-missing", "not-xml"})
_DAMAGED_OFFICE: Mapping[Format | None, LazyString] = {
    Format.DOCX: _l(
        "Tệp Word bị hỏng nên không đọc được. Hãy mở tệp bằng Word, chọn Lưu thành (Save As), "
        "kiểu Word Document (.docx), rồi tải tệp mới lên. Nếu Word cũng không mở được, hãy xin lại "
        "tệp gốc."
    ),
    Format.XLSX: _l(
        "Tệp Excel bị hỏng nên không đọc được. Hãy mở tệp bằng Excel, chọn Lưu thành (Save As), "
        "kiểu Excel Workbook (.xlsx), rồi tải tệp mới lên. Nếu Excel cũng không mở được, hãy xin "
        "lại tệp gốc."
    ),
}
_TOO_MUCH = _l("Tệp quá lớn để đọc an toàn. Hãy chia thành nhiều tệp nhỏ hơn.")
_TOO_LARGE = _l(
    "Tệp quá lớn để đọc an toàn (nhiều nhất 16 MB, kể cả hình). Hãy thu nhỏ hình hoặc chia thành "
    "nhiều tệp nhỏ hơn."
)
_NATIVE = _l("Tệp .json không đúng định dạng của phần mềm này (%(place)s).")
FILES: Mapping[str, LazyString] = {
    "lock-file": _l(
        "Đây là tệp khóa mà Word, Excel tạo ra khi đang mở văn bản (tên bắt đầu bằng ~$), không có "
        "câu hỏi. Hãy đóng văn bản lại và chọn tệp cùng tên không có ~$."
    ),
    "old-word": _SAVE_AS_DOCX,
    "old-excel": _l(
        "Đây là tệp Excel kiểu cũ (.xls). Hãy mở bằng Excel, chọn Lưu thành (Save As), "
        "kiểu Excel Workbook (.xlsx), rồi tải tệp mới lên."
    ),
    "encrypted": _l("Tệp có mật khẩu. Hãy mở ra, bỏ mật khẩu, lưu lại rồi tải lên."),
    "not-word": _l("Tệp này không phải văn bản Word (.docx). Hãy kiểm tra lại tệp đã chọn."),
    "word-damaged": _l(
        "Tệp Word này bị hỏng nên không đọc được. Hãy mở tệp bằng Word (Word sẽ đề nghị sửa), lưu "
        "lại thành tệp .docx mới rồi tải lên. Nếu Word cũng không mở được, hãy xin lại tệp gốc."
    ),
    "not-excel": _l("Tệp này không phải bảng tính Excel (.xlsx). Hãy kiểm tra lại tệp đã chọn."),
    "not-csv": _l("Tệp này không phải bảng CSV. Hãy lưu lại từ Excel, kiểu CSV UTF-8."),
    "not-a-package": _l(
        "Tệp bị hỏng, hoặc nội dung không đúng loại mà đuôi tên tệp cho thấy. Hãy mở và lưu lại "
        "bằng phần mềm đã tạo ra nó, rồi tải lên lần nữa."
    ),
    "not-xml": _l("Tệp XML viết sai (%(place)s). Hãy xuất lại tệp từ phần mềm đã tạo ra nó."),
    "not-moodle": _l("Đây không phải tệp Moodle XML. Trong Moodle, hãy xuất kiểu “Moodle XML”."),
    "not-qti": _l(
        "Trong tệp không có câu hỏi QTI nào (phiên bản 2.0, 2.1, 2.2 hoặc 3.0). Nếu đây là tệp nén "
        "chứa văn bản Word, Excel hay tệp khác, hãy giải nén rồi tải lên từng tệp."
    ),
    "qti-1": _l(
        "Đây là QTI 1.2 (kiểu xuất của Canvas Classic Quizzes), chưa đọc được. Hãy xuất lại kiểu "
        "QTI 2.1 trở lên, hoặc chép các câu hỏi sang tệp Word, Excel."
    ),
    "not-utf-8": _l(
        "Chữ trong tệp không theo bảng mã Unicode (UTF-8). Hãy mở tệp, chọn Lưu thành, "
        "mã hóa (Encoding) UTF-8, rồi tải lên lại."
    ),
    "not-json": _l("Tệp .json viết sai (%(place)s)."),
    "not-native": _NATIVE,
    "wrong-version": _l("Tệp này do phiên bản mới hơn của phần mềm ghi ra."),
    "missing-field": _l("Thiếu phần “%(place)s” trong tệp."),
    "unknown-field": _l("Không biết phần “%(place)s” trong tệp."),
    "repeated-field": _l("Phần “%(place)s” có hai lần trong tệp."),
    "wrong-type": _l("Giá trị ở “%(place)s” không đúng kiểu."),
    "unknown-value": _l("Giá trị ở “%(place)s” không có trong danh mục."),
    "bad-date": _l("Ngày ở “%(place)s” phải viết dạng 2026-07-01."),
    "bad-text": _l("Chữ ở “%(place)s” có ký tự hỏng."),
    "bad-picture": _l("Hình ở “%(place)s” không đọc được; chỉ nhận PNG, JPEG, GIF, WebP đến 1 MB."),
    "repeated-code": _l("Mã ở “%(place)s” trùng với một câu trước đó."),
    "too-large": _TOO_LARGE,
    "too-deep": _TOO_MUCH,
    "zip-bomb": _TOO_MUCH,
    "too-many-parts": _TOO_MUCH,
    "too-many-rows": _l("Bảng có quá nhiều hàng. Hãy xóa các hàng trống hoặc chia nhỏ tệp."),
    "too-many-columns": _l("Bảng có quá nhiều cột. Hãy xóa các cột không dùng."),
    "too-many-lines": _TOO_MUCH,
    "too-many-items": _l("Tệp có hơn 20.000 câu hỏi. Hãy chia thành nhiều tệp nhỏ hơn."),
    "has-doctype": _l(
        "Tệp có khai báo DTD hoặc thực thể (entity) nên không được đọc, để an toàn. "
        "Hãy xuất lại tệp không có phần đó."
    ),
    "path-climbs-out": _l("Tệp nén có đường dẫn đi ra ngoài gói (%(place)s) nên không được đọc."),
    "package-broken": _DAMAGED,
    "part-missing": _l("Tệp thiếu phần “%(place)s”. Hãy lưu lại từ phần mềm đã tạo ra nó."),
    "empty-file": _l("Tệp trống. Hãy kiểm tra lại tệp đã chọn."),
    "no-header": _l(
        "Không thấy hàng tiêu đề có cột câu hỏi và đáp án. Hãy đặt tên cột như trong tệp mẫu."
    ),
    "no-questions": _l(
        "Không thấy câu hỏi nào. Hãy xem tệp mẫu để biết cách đánh số câu và phương án."
    ),
    "reading-failed": _l(
        "Máy không đọc được tệp này trong giới hạn an toàn. Hãy chia thành nhiều tệp nhỏ hơn, "
        "hoặc lưu lại dạng .docx hay .xlsx, rồi tải lên lần nữa."
    ),
    "unknown-format": _l(
        "Chưa đọc được loại tệp này. Hãy dùng .docx, .xlsx, .csv, .gift, .txt, .xml, .zip hoặc "
        ".json."
    ),
}


def remark_sentence(remark: Remark) -> str:
    """What is said of one place of a file."""
    if "" in remark.params.values() and remark.code in _UNTOLD:
        return str(_UNTOLD[remark.code])
    params: dict[str, object] = dict(remark.params)
    for name, words in (("field", FIELDS), ("why", WHYS), ("what", MISTAKES)):
        if name in params:
            params[name] = words.get(str(params[name]), params[name])
    if "markup" in params:
        params["markup"] = _markup(str(params["markup"]))
    return _kind_sentence(str(params.get("kind", ""))) or str(_REMARKS[remark.code]) % params


def _kind_sentence(kind: str) -> str:
    """The sentence on a kind of questions that has a name; "" for any other."""
    if kind in NOT_HELD:
        return str(_NOT_HELD) % {"name": NOT_HELD[kind]}
    return str(_NAMED_KIND) % {"name": KINDS[kind], "kind": kind} if kind in KINDS else ""


def _markup(names: str) -> str:
    """Each kind of mark-up once, by its word; a tag without one is shown as it is written."""
    told = (str(MARKUPS.get(each, f"<{each}>")) for each in names.split(", "))
    return ", ".join(dict.fromkeys(told))


def refused_sentence(refused: FormatRefused, form: Format | None = None) -> str:
    """Why a file cannot be read at all, and what to do with a file of that format."""
    if refused.code in _SPOILT and form in _DAMAGED_OFFICE:
        return str(_DAMAGED_OFFICE[form])
    place = _LINE.sub(_line_words, refused.place)
    return str(FILES[refused.code]) % {"place": place or gettext("trong tệp")}


def _line_words(found: re.Match[str]) -> str:
    words = _l("dòng %(line)s, cột %(column)s") if found["column"] else _l("dòng %(line)s")
    return str(words) % found.groupdict()


def place_words(at: At, form: Format) -> str:
    """The place in the words of its format: a paragraph, a row, a line or an item.

    A workbook's later sheets are named: "Sheet2!5" is a row of one, "Sheet2" the whole.
    """
    sheet, mark, row = str(at).rpartition("!")
    if form is Format.XLSX and mark:
        return str(_l("Hàng %(row)s, trang tính “%(sheet)s”")) % {"row": row, "sheet": sheet}
    if form is Format.XLSX and not row.isdecimal():
        return str(_l("Phần “%(part)s” của tệp")) % {"part": row}
    return str(_PLACES[form]) % {"at": at}
