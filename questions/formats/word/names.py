"""The names that Word's XML gives to its parts, and those of our own styles."""

from enum import StrEnum

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the prefix that Word gives it
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
VAL = f"{W}val"

# "Strict" documents say the same by other names.
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": M[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": A[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": WP[1:-1].encode(),
}


class Role(StrEnum):
    """What a paragraph of our own is: the name of the style that its label's letters have.

    Name and id are the same and have no blanks, so that other programs keep them as they are.
    """

    STEM = "QBCauHoi"
    OPTION = "QBPhuongAn"
    KEY = "QBDapAn"
    KIND = "QBLoai"
    EXPLANATION = "QBGiaiThich"
    BASIS = "QBCanCu"
    TOPIC = "QBChuDe"
    DIFFICULTY = "QBMucDo"
    CODE = "QBMa"
    AUDIENCES = "QBDoiTuong"
    VALIDITY = "QBHieuLuc"
    SOURCE = "QBNguon"
    PICTURES = "QBHinh"
    TITLE = "QBTieuDe"


OWN_PICTURE = "QBHinh"  # the name of a drawing whose words are to be taken as they stand
OWN_STAYS = "[cố định]"
