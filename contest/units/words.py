"""What the list of units says in words: kinds, changes, findings, files refused."""

from flask_babel import lazy_gettext as _l

from contest.rules.unit_rows import (
    LONGEST_BLOCK,
    LONGEST_CODE,
    LONGEST_NAME,
    Change,
    Column,
    Finding,
    Found,
    Kind,
)
from contest.units.files_service import MOST_ROWS, Trouble

KIND_NAMES = {
    Kind.AGENCY: _l("Cơ quan, đơn vị"),
    Kind.SCHOOL: _l("Trường học"),
    Kind.HAMLET: _l("Thôn, bản, tổ dân phố"),
}
COLUMN_NAMES = {
    Column.NAME: _l("Tên đơn vị"),
    Column.CODE: _l("Mã"),
    Column.KIND: _l("Loại"),
    Column.PARENT: _l("Trực thuộc"),
    Column.BLOCK: _l("Khối"),
    Column.COMMUNE: _l("Địa bàn"),
    Column.ALIASES: _l("Tên khác"),
    Column.HEADCOUNT: _l("Số người"),
}
CHANGE_NAMES = {
    Change.ADD: _l("Thêm mới"),
    Change.UPDATE: _l("Sửa"),
    Change.SAME: _l("Giữ nguyên"),
    Change.REFUSED: _l("Từ chối"),
}
CHANGE_COLOURS = {
    Change.ADD: "green",
    Change.UPDATE: "blue",
    Change.SAME: "grey",
    Change.REFUSED: "red",
}
LONGEST = {
    Column.NAME: LONGEST_NAME,
    Column.CODE: LONGEST_CODE,
    Column.BLOCK: LONGEST_BLOCK,
    Column.ALIASES: LONGEST_NAME,
}
FINDINGS = {
    Finding.NO_NAME: _l("Chưa có tên đơn vị. Vui lòng ghi tên."),
    Finding.TOO_LONG: _l("Cột “%(column)s” quá dài, nhiều nhất %(most)s ký tự: %(detail)s"),
    Finding.UNKNOWN_KIND: _l(
        "Không hiểu loại “%(detail)s”. Vui lòng ghi: cơ quan, trường, thôn, bản hoặc tổ dân phố."
    ),
    Finding.CODE_TWICE: _l("Mã %(detail)s đã có ở dòng trên. Mỗi mã chỉ ghi một lần."),
    Finding.NAME_TWICE: _l("“%(detail)s” đã có ở dòng trên, cùng nơi trực thuộc."),
    Finding.NO_SUCH_PARENT: _l(
        "Không tìm thấy đơn vị cấp trên “%(detail)s”. Vui lòng ghi đúng tên hoặc mã."
    ),
    Finding.SEVERAL_PARENTS: _l(
        "Có nhiều nơi tên “%(detail)s”. Vui lòng ghi mã, hoặc ghi thêm tên tỉnh."
    ),
    Finding.ABOVE_ITSELF: _l(
        "Đơn vị không thể trực thuộc chính mình hay đơn vị cấp dưới của mình."
    ),
    Finding.PARENT_REFUSED: _l("Dòng của đơn vị cấp trên bị từ chối, nên dòng này chưa nhận được."),
    Finding.NO_SUCH_COMMUNE: _l(
        "Không tìm thấy xã, phường “%(detail)s”. Vui lòng ghi đúng tên hoặc mã."
    ),
    Finding.SEVERAL_COMMUNES: _l(
        "Có nhiều xã, phường tên “%(detail)s”. Vui lòng ghi mã, hoặc ghi thêm tên tỉnh."
    ),
    Finding.NOT_A_NUMBER: _l("“%(detail)s” không phải là số người. Vui lòng ghi số, ví dụ 25."),
    Finding.CODE_OF_ANOTHER: _l("Mã %(detail)s là của đơn vị khác. Vui lòng chọn mã khác."),
    Finding.OLD_COMMUNE: _l("“%(detail)s” là tên cũ; đã hiểu là xã, phường hiện nay."),
    Finding.KIND_GUESSED: _l("Không ghi loại; đã hiểu là: %(detail)s."),
    Finding.KNOWN_BY_NAME: _l("Đã có đơn vị “%(detail)s” cùng tên; dòng này sửa đơn vị đó."),
}
TROUBLES = {
    Trouble.UNREADABLE: _l(
        "Không đọc được tệp này. Vui lòng chọn tệp Excel (.xlsx) hoặc CSV (UTF-8)."
    ),
    Trouble.NO_NAME_COLUMN: _l(
        "Không thấy cột “Tên đơn vị”. Vui lòng ghi tên các cột ở dòng đầu như trong tệp mẫu."
    ),
    Trouble.COLUMN_TWICE: _l(
        "Có hai cột cùng ý nghĩa (ví dụ “Mã” và “Mã đơn vị”). Vui lòng chỉ để lại một cột."
    ),
    Trouble.NO_ROWS: _l("Danh sách chưa có dòng nào. Vui lòng ghi ít nhất một đơn vị."),
    Trouble.TOO_LONG: _l(
        "Danh sách dài quá %(most)s dòng hoặc nặng quá 1 MB. Vui lòng chia thành nhiều tệp."
    ),
}


def sentence(found: Found) -> str:
    detail = found.detail
    if found.finding is Finding.KIND_GUESSED:
        detail = str(KIND_NAMES[Kind(detail)])
    given = {
        "detail": detail[:LONGEST_NAME],
        "column": COLUMN_NAMES[found.column],
        "most": LONGEST.get(found.column, ""),
    }
    return str(FINDINGS[found.finding] % given)


def trouble_sentence(trouble: Trouble) -> str:
    return str(TROUBLES[trouble] % {"most": f"{MOST_ROWS:,}".replace(",", ".")})
