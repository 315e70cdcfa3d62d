"""The XML of QTI 3.0: an item for a question, and the manifest of a package."""

from collections.abc import Mapping, Sequence

from lxml import etree

from questions.formats.qti_fields import own_fields
from questions.formats.xml_text import file_name, markup, one_line
from questions.model import Kind, Option, Question
from questions.pictures import without_marks

NAMESPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
_SCHEMA = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0p1_v1p0.xsd"
_PACKAGE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
_TEMPLATE = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_RESPONSE, _FEEDBACK, _EXPLANATION = "RESPONSE", "FEEDBACK", "explanation"
_TITLE_LENGTH = 60
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_TRUTHS = {"T": "Đúng", "F": "Sai"}


def item_xml(question: Question, identifier: str) -> bytes:
    """An item that lies in a folder beside that of the pictures."""
    item = etree.Element(
        f"{{{NAMESPACE}}}qti-assessment-item", nsmap={None: NAMESPACE, "xsi": _XSI}
    )
    item.set(f"{{{_XSI}}}schemaLocation", f"{NAMESPACE} {_SCHEMA}")
    item.set("identifier", identifier)
    item.set("title", _title(question, identifier))
    item.set("time-dependent", "false")
    item.set(_LANGUAGE, "vi")
    is_match = question.kind is Kind.STATEMENTS
    _add_response(item, question, _pairs(question) if is_match else _right(question))
    _add_outcome(item, "SCORE", "float", "0")
    if question.explanation:
        _add_outcome(item, _FEEDBACK, "identifier", _EXPLANATION)
    body = _add(item, "qti-item-body", own_fields(question, identifier))
    body.append(_block(question.stem, question))
    (_add_match if is_match else _add_choice)(body, question)
    _add(item, "qti-response-processing", {"template": _TEMPLATE})
    if question.explanation:
        shown = {"outcome-identifier": _FEEDBACK, "show-hide": "show", "identifier": _EXPLANATION}
        holder = _add(_add(item, "qti-modal-feedback", shown), "qti-content-body", {})
        holder.append(_block(question.explanation, question))
    return _bytes(item)


def manifest_xml(resources: Mapping[str, tuple[str, Sequence[str]]]) -> bytes:
    """The manifest for items by their identifiers: the path of each and of its pictures."""
    manifest = etree.Element(f"{{{_PACKAGE}}}manifest", nsmap={None: _PACKAGE})
    manifest.set("identifier", "questions")
    metadata = etree.SubElement(manifest, f"{{{_PACKAGE}}}metadata")
    etree.SubElement(metadata, f"{{{_PACKAGE}}}schema").text = "QTI Package"
    etree.SubElement(metadata, f"{{{_PACKAGE}}}schemaversion").text = "3.0.0"
    etree.SubElement(manifest, f"{{{_PACKAGE}}}organizations")
    holder = etree.SubElement(manifest, f"{{{_PACKAGE}}}resources")
    for identifier, (path, pictures) in resources.items():
        resource = etree.SubElement(holder, f"{{{_PACKAGE}}}resource", identifier=identifier)
        resource.set("type", "imsqti_item_xmlv3p0")
        resource.set("href", path)
        for href in (path, *pictures):
            etree.SubElement(resource, f"{{{_PACKAGE}}}file", href=href)
    return _bytes(manifest)


def _title(question: Question, identifier: str) -> str:
    """The code, or how the stem begins: every item has a title."""
    words = one_line(without_marks(question.stem))
    return one_line(question.code) or words[:_TITLE_LENGTH].strip() or identifier


def _right(question: Question) -> list[str]:
    return [_LETTERS[at] for at in sorted(question.right_positions)]


def _pairs(question: Question) -> list[str]:
    truths = ("T" if option.is_right else "F" for option in question.options)
    return [f"{_LETTERS[at]} {truth}" for at, truth in enumerate(truths)]


def _add_response(item: etree._Element, question: Question, right: Sequence[str]) -> None:
    is_match = question.kind is Kind.STATEMENTS
    has_several = is_match or question.kind is Kind.SEVERAL or len(right) > 1
    declaration = _add(
        item,
        "qti-response-declaration",
        {
            "identifier": _RESPONSE,
            "cardinality": "multiple" if has_several else "single",
            "base-type": "directedPair" if is_match else "identifier",
        },
    )
    if right:
        _add_values(_add(declaration, "qti-correct-response", {}), right)


def _add_outcome(item: etree._Element, name: str, base: str, usual: str) -> None:
    given = {"identifier": name, "cardinality": "single", "base-type": base}
    declaration = _add(item, "qti-outcome-declaration", given)
    _add_values(_add(declaration, "qti-default-value", {}), [usual])


def _add_values(parent: etree._Element, values: Sequence[str]) -> None:
    for value in values:
        _add(parent, "qti-value", {}).text = value


def _add_choice(body: etree._Element, question: Question) -> None:
    most = "0" if question.kind is Kind.SEVERAL else "1"
    given = {"response-identifier": _RESPONSE, "shuffle": "true", "max-choices": most}
    interaction = _add(body, "qti-choice-interaction", given)
    for letter, option in zip(_LETTERS, question.options, strict=False):
        _add_option(interaction, "qti-simple-choice", letter, option, question)


def _add_match(body: etree._Element, question: Question) -> None:
    """Each statement is matched with true or with false."""
    count = str(len(question.options))
    given = {"response-identifier": _RESPONSE, "shuffle": "true", "max-associations": count}
    interaction = _add(body, "qti-match-interaction", given)
    rows = _add(interaction, "qti-simple-match-set", {})
    for letter, option in zip(_LETTERS, question.options, strict=False):
        choice = _add_option(rows, "qti-simple-associable-choice", letter, option, question)
        choice.set("match-max", "1")
    truths = _add(interaction, "qti-simple-match-set", {})
    for identifier, word in _TRUTHS.items():
        given = {"identifier": identifier, "match-max": count, "fixed": "true"}
        _add(truths, "qti-simple-associable-choice", given).text = word


def _add_option(
    parent: etree._Element, name: str, letter: str, option: Option, question: Question
) -> etree._Element:
    choice = _add(parent, name, {"identifier": letter})
    if option.stays:
        choice.set("fixed", "true")
    choice.append(_block(option.text, question))
    return choice


def _block(text: str, question: Question) -> etree._Element:
    """A text as XHTML; pictures lie beside the items' folder."""
    paths = {each.name: f"../pictures/{file_name(each)}" for each in question.pictures}
    inner = markup(text, paths.__getitem__)
    return etree.fromstring(f'<div xmlns="{NAMESPACE}">{inner}</div>')


def _add(parent: etree._Element, name: str, attributes: Mapping[str, str]) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", dict(attributes))


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
