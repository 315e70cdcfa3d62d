"""A legal basis as people write it on one line, cut into the document and the place in it."""

import re

_PLACE = r"(?:điểm|khoản|điều|mục|chương|phần|phụ\slục|tiết|đoạn)"
# "Điều 14 Nghị định số …", "khoản 2, Điều 3 của Luật …": places first.
_FIRST = re.compile(
    rf"(?P<article>{_PLACE}\s[\w.]{{1,8}}(?:(?:\s?[,;]|\svà|\sđến)?\s{{1,2}}(?:{_PLACE}\s)?"
    r"(?:\d[\w.]{0,7}|[a-zđIVX]{1,4})(?=[\s,;]))*)\s{0,2}[,;–-]?\s{0,2}(?:của\s)?(?P<document>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
# "Nghị định số …, Điều 14": places last.
_LAST = re.compile(rf"[,;–(-]\s{{0,2}}(?P<article>{_PLACE}\s\S.*)", re.IGNORECASE | re.DOTALL)
_LONGEST = 600


def split_basis(text: str) -> tuple[str, str]:
    """The document and the article; all of it is the document where no article can be told."""
    text = text.strip().rstrip(".;")
    if len(text) > _LONGEST:
        return text, ""
    if match := _FIRST.fullmatch(text):
        document = match["document"].strip()
        if document[:1].isupper():
            return document, match["article"].strip(" ,;")
    if match := _LAST.search(text):
        document = text[: match.start()].strip()
        if document:
            return document, match["article"].rstrip(" )")
    return text, ""
