"""A picture as Word draws it in a line, and how large."""

from lxml import etree

from questions.formats.word.names import OWN_PICTURE, WP, A, R
from questions.pictures import Picture

_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_PICTURES = _PIC[1:-1]
_PIXEL = 9525  # of Word's units, at 96 dots an inch
_WIDEST, _HIGHEST = 5_400_000, 7_200_000  # 15 and 20 cm
_USUAL = (320, 200)  # pixels, where the picture does not tell


def inline(picture: Picture, relation: str, words: str, number: int) -> etree._Element:
    """The element that shows a picture; ``number`` is its own within the document."""
    width, height = extent(picture)
    size = {"cx": str(width), "cy": str(height)}
    root = etree.Element(f"{WP}inline", nsmap={"wp": WP[1:-1], "a": A[1:-1], "pic": _PICTURES})
    etree.SubElement(root, f"{WP}extent", size)
    etree.SubElement(root, f"{WP}docPr", {"id": str(number), "name": OWN_PICTURE, "descr": words})
    graphic = etree.SubElement(root, f"{A}graphic")
    data = etree.SubElement(graphic, f"{A}graphicData", {"uri": _PICTURES})
    data.append(_pic(relation, size, number))
    return root


def _pic(relation: str, size: dict[str, str], number: int) -> etree._Element:
    root = etree.Element(f"{_PIC}pic")
    names = etree.SubElement(root, f"{_PIC}nvPicPr")
    etree.SubElement(names, f"{_PIC}cNvPr", {"id": str(number), "name": OWN_PICTURE})
    etree.SubElement(names, f"{_PIC}cNvPicPr")
    fill = etree.SubElement(root, f"{_PIC}blipFill")
    etree.SubElement(fill, f"{A}blip", {f"{R}embed": relation})
    etree.SubElement(etree.SubElement(fill, f"{A}stretch"), f"{A}fillRect")
    shape = etree.SubElement(root, f"{_PIC}spPr")
    place = etree.SubElement(shape, f"{A}xfrm")
    etree.SubElement(place, f"{A}off", {"x": "0", "y": "0"})
    etree.SubElement(place, f"{A}ext", size)
    form = etree.SubElement(shape, f"{A}prstGeom", {"prst": "rect"})
    etree.SubElement(form, f"{A}avLst")
    return root


def extent(picture: Picture) -> tuple[int, int]:
    """Width and height in Word's units: at most 15 by 20 cm, in the picture's own proportion."""
    size = picture.size
    width, height = size if size and all(size) else _USUAL
    scale = min(_PIXEL, _WIDEST / width, _HIGHEST / height)
    return max(1, int(width * scale)), max(1, int(height * scale))
