"""The list of units as a workbook to fill in and send back."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext

from contest.rules.unit_rows import Column
from contest.units.words import COLUMN_NAMES
from contest.web.files import Cell, Table, workbook

ALIAS_MARK = "; "


def workbook_of(typed: Sequence[dict[str, str]]) -> bytes:
    """The units as they would be typed; an empty list has the columns' names alone."""

    def rows() -> Iterable[tuple[Cell, ...]]:
        for each in typed:
            yield tuple(each[column.value].replace("\n", ALIAS_MARK) for column in Column)

    columns = tuple(str(COLUMN_NAMES[column]) for column in Column)
    table = Table("units", gettext("Đơn vị"), columns, rows)
    return workbook([table], dict(file_facts()))


def file_facts() -> dict[str, str]:
    """What the first sheet of the file to fill in says."""
    return {
        gettext("Cách ghi"): gettext(
            "Mỗi dòng một đơn vị. Chỉ cột “Tên đơn vị” là bắt buộc. Cột nào không dùng thì xóa đi: "
            "những gì đã lưu ở cột đó được giữ nguyên."
        ),
        gettext("Loại"): gettext("cơ quan; trường; thôn; bản; tổ dân phố …"),
        gettext("Trực thuộc"): gettext("tên hoặc mã của đơn vị cấp trên, hoặc tên xã, phường"),
        gettext("Địa bàn"): gettext("xã, phường nơi đặt trụ sở; tên cũ cũng được"),
        gettext("Tên khác"): gettext("các tên gọi khác, cách nhau bằng dấu chấm phẩy"),
        gettext("Số người"): gettext("tổng số người của đơn vị, ví dụ 25"),
    }
