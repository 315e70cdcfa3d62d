"""XML spoilt so that it stays XML: elements moved, doubled, renamed, their texts exchanged."""

import random
from collections.abc import Callable

from lxml import etree

_TEXTS = (
    *("", " ", "0", "1", "100", "-33.3", "1e9", "nan", "true", "FALSE", "x" * 300, "]]>", "\n"),
    *("<p>a</p>", "&nbsp;&#0;", "<img src='@@PLUGINFILE@@/a.png'>", "<ul><li>a", "<sup>2", "<pre>"),
    *("<table><tr><td>a", "data:image/png;base64,iVBORw0KGgo=", "../../a", "A B", "\x80", "ế"),
    *("$course$/top/a//b", "[[picture:0123456789abcdef0123|x]]", "[[[[", '["a"]', "2026-02-30"),
)


def spoil_tree(content: bytes, chance: random.Random) -> bytes:
    """Spoil XML in one to six ways; what is none is given back."""
    try:
        root = etree.fromstring(content)
    except (etree.XMLSyntaxError, ValueError):
        return content
    for _ in range(chance.randint(1, 6)):
        elements = [each for each in root.iter() if isinstance(each.tag, str)]
        chance.choice(_WAYS)(elements, chance)
    return etree.tostring(root)


def _remove(elements: list[etree._Element], chance: random.Random) -> None:
    element = chance.choice(elements)
    if (parent := element.getparent()) is not None:
        parent.remove(element)


def _copy(elements: list[etree._Element], chance: random.Random) -> None:
    one, other = chance.choice(elements), chance.choice(elements)
    one.append(etree.fromstring(etree.tostring(other, with_tail=False)))


def _rename(elements: list[etree._Element], chance: random.Random) -> None:
    chance.choice(elements).tag = chance.choice(elements).tag


def _say(elements: list[etree._Element], chance: random.Random) -> None:
    chance.choice(elements).text = chance.choice(_TEXTS)


def _exchange_text(elements: list[etree._Element], chance: random.Random) -> None:
    one, other = chance.choice(elements), chance.choice(elements)
    one.text, other.tail = other.text, one.tail


def _set_attribute(elements: list[etree._Element], chance: random.Random) -> None:
    one, other = chance.choice(elements), chance.choice(elements)
    names = [*one.attrib, *other.attrib] or ["type"]
    name = chance.choice(names)
    values = [*other.attrib.values(), *_TEXTS]
    one.set(name, chance.choice(values))


def _remove_attribute(elements: list[etree._Element], chance: random.Random) -> None:
    element = chance.choice(elements)
    if element.attrib:
        del element.attrib[chance.choice(list(element.attrib))]


_WAYS: tuple[Callable[[list[etree._Element], random.Random], None], ...] = (
    *(_remove, _copy, _rename, _say, _exchange_text, _set_attribute, _set_attribute),
    _remove_attribute,
)
