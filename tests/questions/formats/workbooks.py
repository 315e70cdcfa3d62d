"""Small workbooks for tests, of parts written by hand."""

import io
import zipfile
from html import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEADER = ["Câu hỏi", "A", "B", "Đáp án"]


def related(*pairs: tuple[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(pairs, 1)
    )
    place = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{place}">{inner}</Relationships>'


def cell(value: object) -> str:
    """A cell of text, of a number, or as it is when it begins with an angle."""
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    text = str(value)
    return text if text.startswith("<c") else f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def sheet(*rows: list[object], after: str = "") -> str:
    listed = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    return f'<worksheet xmlns="{MAIN}"><sheetData>{listed}</sheetData>{after}</worksheet>'


def workbook(*sheets: str, parts: dict[str, str] | None = None, properties: str = "") -> bytes:
    """A workbook of sheets as XML; further parts replace those of the same name."""
    ids = range(1, len(sheets) + 1)
    listed = "".join(f'<sheet name="Tờ {at}" sheetId="{at}" r:id="r{at}"/>' for at in ids)
    others = [("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")]
    written = {
        "_rels/.rels": related(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}'
            f"<sheets>{listed}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": related(
            *(("worksheet", f"/xl/worksheets/sheet{at}.xml") for at in ids), *others
        ),
        **{f"xl/worksheets/sheet{at}.xml": each for at, each in zip(ids, sheets, strict=True)},
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (written | (parts or {})).items():
            archive.writestr(name, text)
    return target.getvalue()
