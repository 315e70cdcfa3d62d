"""One item of QTI 2.0 to 3.0 read as a question: a choice of one or several, true or false."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from questions.formats.gift_reader import repeats
from questions.formats.html_text import PlainText, remarks
from questions.formats.losses import has_bad_text
from questions.formats.not_read import NotRead
from questions.formats.qti_body import Body, Choice, Pictures, found_pictures, read_body, text_of
from questions.formats.qti_fields import own_kind, with_own_fields
from questions.formats.qti_key import Key, read_key, refuse_unknown
from questions.formats.qti_names import attribute, child, children, name_of
from questions.formats.reading import At, Code, Remark
from questions.formats.text_file import first_words
from questions.formats.xml_text import one_line
from questions.model import FEWEST_OPTIONS, STATEMENT_COUNT, Kind, Option, Question
from questions.pictures import each_once, without_marks
from questions.text import fold

MOST_OPTIONS = 26
_TRUE, _FALSE = ("true", "dung"), ("false", "sai")
_CHOICE, _MATCH = "choiceInteraction", "matchInteraction"


def read_item(item: etree._Element, at: At, pictures: Pictures) -> tuple[Question, list[Remark]]:
    """Read an item, whose tree is not to be used again; ``at`` is for the remarks.

    The identifier is the code.  Raises NotRead: not-supported with the interaction's name as 2.x
    writes it (or adaptive, templateDeclaration, "2 × choiceInteraction", no-interaction), no-stem,
    too-few-options, too-many-options, key-not-an-option, bad-text, syntax (weight).
    """
    holder, interaction = _interaction(item)
    is_match = name_of(interaction) == _MATCH
    title, code = attribute(item, "title"), attribute(item, "identifier")
    body = read_body(item, holder, interaction, pictures)
    _refuse_counts(body.choices)
    if not body.stem.text:
        raise NotRead(Code.NO_STEM)
    if is_match:
        kind, options, key = _statements(item, interaction, body.choices)
    else:
        kind, options, key = _options(item, interaction, body.choices, own_kind(holder))
    explanation, is_feedback_lost = _explanation(item, pictures, body)
    texts = [body.stem, explanation, *(choice.text for choice in body.choices)]
    question = Question(
        kind,
        body.stem.text,
        tuple(options),
        code=code,
        explanation=explanation.text,
        pictures=each_once(picture for text in texts for picture in text.pictures),
    )
    question, lost = with_own_fields(question, holder)
    if has_bad_text(question):
        raise NotRead(Code.BAD_TEXT)
    said = [*_said(item, body, key, at), *remarks(at, *texts)]
    if is_feedback_lost:
        said.append(Remark(at, Code.FEEDBACK_LEFT_OUT))
    is_title_held = title in ("", code, one_line(question.code).strip())
    if not is_title_held and not repeats(title, without_marks(question.stem)):
        said.append(Remark(at, Code.FIELD_LEFT_OUT, {"field": "title"}))
    said += [Remark(at, Code.FIELD_LEFT_OUT, {"field": name}) for name in lost]
    return question, said


def _interaction(item: etree._Element) -> tuple[etree._Element, etree._Element]:
    """The item's body and its only interaction, if it is one that we have."""
    if attribute(item, "adaptive") == "true":
        raise NotRead(Code.NOT_SUPPORTED, kind="adaptive")
    if children(item, "templateDeclaration"):
        raise NotRead(Code.NOT_SUPPORTED, kind="templateDeclaration")
    body = child(item, "itemBody")
    found = [] if body is None else [e for e in body.iter() if name_of(e).endswith("Interaction")]
    if (
        body is not None
        and len(found) == 1
        and (name_of(found[0]) == _CHOICE or _is_statements(found[0]))
    ):
        return body, found[0]
    counts = Counter(map(name_of, found))
    named = (f"{count} × {name}" if count > 1 else name for name, count in sorted(counts.items()))
    raise NotRead(Code.NOT_SUPPORTED, kind=", ".join(named) or "no-interaction")


def _is_statements(interaction: etree._Element) -> bool:
    """Whether four statements are matched with true and false."""
    rows = children(interaction, "simpleMatchSet")
    if name_of(interaction) != _MATCH or len(rows) != 2:
        return False
    words = ["".join(each.itertext()) for each in children(rows[1], "simpleAssociableChoice")]
    return len(children(rows[0], "simpleAssociableChoice")) == STATEMENT_COUNT and _are_truths(
        words
    )


def _are_truths(words: Sequence[str]) -> bool:
    folded = [fold(word[:20]).strip(" .") for word in words]
    return len(folded) == 2 and folded[0] in _TRUE and folded[1] in _FALSE


def _refuse_counts(choices: Sequence[Choice]) -> None:
    if len(choices) < FEWEST_OPTIONS:
        raise NotRead(Code.TOO_FEW_OPTIONS, count=len(choices))
    if len(choices) > MOST_OPTIONS:
        raise NotRead(Code.TOO_MANY_OPTIONS, count=len(choices))


def _options(
    item: etree._Element,
    interaction: etree._Element,
    choices: Sequence[Choice],
    told: Kind | None,
) -> tuple[Kind, list[Option], Key]:
    """The options of a choice; of true and false, true stands first and both stay."""
    names = [choice.identifier for choice in choices]
    key = read_key(item, interaction, names)
    refuse_unknown(key.right, names)
    options = [
        Option(each.text.text, each.identifier in key.right, each.is_fixed) for each in choices
    ]
    if told in (Kind.SINGLE, Kind.SEVERAL, Kind.TRUE_FALSE):
        return told, options, key
    kind = _kind(interaction, key)
    words = [option.text for option in options]
    if kind is Kind.SINGLE and len(key.right) == 1 and len(options) == 2:
        if _are_truths(words[::-1]):
            words, options = words[::-1], options[::-1]
        if _are_truths(words):
            return Kind.TRUE_FALSE, [replace(each, stays=True) for each in options], key
    return kind, options, key


def _kind(interaction: etree._Element, key: Key) -> Kind:
    most = attribute(interaction, "maxChoices")
    if key.cardinality == "single" or most == "1":
        return Kind.SINGLE
    if key.cardinality == "ordered":
        raise NotRead(Code.NOT_SUPPORTED, kind="choiceInteraction ordered")
    return Kind.SEVERAL if key.cardinality or most else Kind.SINGLE


def _statements(
    item: etree._Element, interaction: etree._Element, choices: Sequence[Choice]
) -> tuple[Kind, list[Option], Key]:
    """Four statements, each of which the key pairs with true or with false."""
    rows = [choice for choice in choices if choice.row == 0]
    truths = [choice for choice in choices if choice.row == 1]
    if (len(rows), len(truths)) != (STATEMENT_COUNT, 2):  # some within others
        raise NotRead(Code.NOT_SUPPORTED, kind=_MATCH)
    names = [f"{row.identifier} {truth.identifier}" for row in rows for truth in truths]
    key = read_key(item, interaction, names)
    refuse_unknown(key.right, names)
    options = []
    for row in rows:
        said = [f"{row.identifier} {truth.identifier}" in key.right for truth in truths]
        if said[0] is said[1]:
            raise NotRead(Code.NOT_SUPPORTED, kind=_MATCH)
        options.append(Option(row.text.text, said[0], row.is_fixed))
    return Kind.STATEMENTS, options, key


def _explanation(item: etree._Element, pictures: Pictures, body: Body) -> tuple[PlainText, bool]:
    """The only feedback, if it is shown below the item; and whether there is any other."""
    modal = children(item, "modalFeedback")
    if len(modal) == 1 and not body.has_feedback:
        return text_of(modal[0], found_pictures(modal[0], pictures)), False
    return PlainText(""), bool(modal) or body.has_feedback


def _said(item: etree._Element, body: Body, key: Key, at: At) -> Iterator[Remark]:
    if key.other is not None:
        said = {"key": ", ".join(sorted(key.right)), "other": ", ".join(sorted(key.other))}
        yield Remark(at, Code.KEYS_DIFFER, said)
    if key.are_weights_lost:
        yield Remark(at, Code.WEIGHTS_LEFT_OUT)
    if key.is_rule_lost:
        yield Remark(at, Code.RULE_LEFT_OUT)
    for words in (*body.instructions, *body.elsewhere):
        yield Remark(at, Code.TEXT_LEFT_OUT, {"text": first_words(words)})
    if children(item, "stylesheet"):
        yield Remark(at, Code.MARKUP_LEFT_OUT, {"markup": "stylesheet"})
