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
_LONGEST, _LONGEST_REMARK = 600, 200
BY = re.compile(r"(?:căn\scứ|theo|cơ\ssở\spháp\slý|trích)\s{0,3}:?\s{0,3}", re.IGNORECASE)


def split_bases(text: str) -> list[tuple[str, str]]:
    """Several on one line, with ";" between them, where each has its own place."""
    parts = [split_basis(each) for each in text[:_LONGEST].split(";") if each.strip()]
    is_list = len(text) <= _LONGEST and len(parts) > 1 and all(article for _, article in parts)
    return parts if is_list else [split_basis(text)]


def bases_in_brackets(text: str) -> list[tuple[str, str]]:
    """What a remark behind a key names and nothing else: "(Điều 3 Luật …)"; [] otherwise."""
    inner = BY.sub("", text.strip(" .()"), count=1)
    if len(inner) > _LONGEST_REMARK or not _FIRST.fullmatch(inner):
        return []
    return [each for each in split_bases(inner) if each[1]]


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
