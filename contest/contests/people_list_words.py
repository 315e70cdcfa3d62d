"""What lists of people are called, and what is found in their lines."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contest.people.list_models import ListKind
from contest.rules.people_rows import Finding
from contest.web.identity import SENTENCES

LIST_KINDS: Mapping[ListKind, LazyString] = {
    ListKind.STAFF: _l("Cán bộ, nhân viên của một cơ quan"),
    ListKind.CLASS: _l("Học sinh của một lớp hoặc trường"),
    ListKind.MEMBERS: _l("Thành viên của một tổ chức"),
    ListKind.BARRED: _l("Người không được dự thi"),
}
FINDINGS: Mapping[str, LazyString] = {
    Finding.ABOVE: _l("dòng tiêu đề, bỏ qua"),
    Finding.TWICE: _l("trùng với một dòng ở trên"),
    Finding.NOTE_TOO_LONG: _l("Ghi chú dài quá 200 ký tự. Vui lòng rút ngắn."),
    Finding.CELL_LEFT_OVER: _l("Có ô nằm ngoài các cột. Vui lòng đặt tên cột, hoặc xóa ô đó."),
    Finding.ZERO_PUT_BACK: _l("đã thêm lại số 0 ở đầu"),
    Finding.NAME_ALONE: _l("chỉ có tên: người trùng tên phải kiểm tra bằng tay"),
}


def finding_words(code: str) -> str:
    return str(FINDINGS.get(code) or SENTENCES[code])
