"""From drafts to questions: which options are right, of what kind each is, what is refused."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from questions.formats.field_words import kind_of, truth_of
from questions.formats.keys import letter, other_letter
from questions.formats.reading import Code, Item, Remark
from questions.formats.word.answers import Answer, answer_of, joining, position_of_words, truths_of
from questions.formats.word.basis import bases_in_brackets
from questions.formats.word.drafts import Draft, words_of
from questions.formats.word.endings import asks_for_statements, odd_one, take_endings
from questions.formats.word.fields import details_of
from questions.formats.word.key_lines import denies
from questions.formats.word.labels import FieldName
from questions.formats.word.listed import take_lists
from questions.formats.word.marked import marking_of
from questions.formats.word.rich import Rich
from questions.formats.word.sorting import Sorted
from questions.model import FEWEST_OPTIONS, MOST_OPTIONS, STATEMENT_COUNT, Kind, Option, Question
from questions.pictures import Picture, each_once, names_in
from questions.text import fold

Right = frozenset[int]
_TRUTHS = ("Đúng", "Sai")
_POINTS = re.compile(r"\d{1,3}(?:[.,]\d{1,3})?\s?(?:đ|điểm|point|mark)s?", re.IGNORECASE)


@dataclass
class Settled:
    """Questions, and what is said of them."""

    items: list[Item] = field(default_factory=list)
    findings: list[Remark] = field(default_factory=list)
    refused: list[Remark] = field(default_factory=list)


@dataclass(slots=True)
class _Told:
    """What the keys say of one question: sets of right options, and what they say wrongly."""

    sets: list[Right] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)  # letters that stand twice
    is_of_statements: bool = False
    is_words: bool = False  # the letter of the key is what another option says


def settle(
    drafts: Sequence[Draft], far: Sorted, pictures: Mapping[str, Picture], has_fixed_places: bool
) -> Settled:
    """Decide each question; ``far`` are the keys that stand elsewhere in the document."""
    settled = Settled()
    for draft in drafts:
        take_lists(draft)
    told = [_told(draft, far.keys.get(at, ())) for at, draft in enumerate(drafts)]
    known = {at: each.sets[0] for at, each in enumerate(told) if each.sets}
    marking = marking_of(drafts, known)
    if has_fixed_places and not known and not marking.is_used:
        for each in told:  # a template of its own: the first option is right, until shuffled
            each.sets.append(frozenset({0}))
    for at, (draft, each) in enumerate(zip(drafts, told, strict=True)):
        if right := marking.right.get(at):
            each.sets.append(right)
        elif each.sets and not (draft.is_own or each.is_of_statements):
            each.sets += marking.contrary.get(at, ())
        _settle_one(draft, each, pictures, settled)
        if not draft.is_own and not (each.sets or each.unknown or each.unsure):
            _say_odd(draft, marking.unused.get(at, frozenset()), settled)
    settled.findings = list(_points_once(settled.findings))
    return settled


def _points_once(findings: Sequence[Remark]) -> Iterator[Remark]:
    """All findings, but as many points for each question are said at the first."""
    said: set[str] = set()
    for each in findings:
        field = str(each.params.get("field", "")) if each.code is Code.FIELD_LEFT_OUT else ""
        is_points = _POINTS.fullmatch(field) is not None
        if not is_points or field not in said:
            yield each
        said.add(field)


def _say_odd(draft: Draft, marked: Right, settled: Settled) -> None:
    """An option that looks otherwise than the others, in a question of which no key is known."""
    odd = odd_one(draft.options)
    marked = marked or frozenset(() if odd is None else (odd,))
    if marked and settled.items and settled.items[-1].at == draft.at:
        params = {"key": _letters(marked)}
        settled.findings.append(Remark(draft.at, Code.MARK_LEFT_OUT, params))


def _told(draft: Draft, far: Sequence[str]) -> _Told:
    if not draft.is_own and all(each.is_starred for each in draft.options):
        for each in draft.options:  # bullets, and no marks
            each.is_starred = False
    told = _Told(is_of_statements=take_endings(draft))
    starred = frozenset(at for at, each in enumerate(draft.options) if each.is_starred)
    if starred or told.is_of_statements:
        told.sets.append(starred)
    if draft.truths and len(draft.truths) == len(draft.options):
        told.sets.append(frozenset(at for at, is_true in draft.truths.items() if is_true))
        told.is_of_statements = True
    for written in (*draft.keys, *far):
        _hear(draft, answer_of(written), told)
    return told


def _hear(draft: Draft, answer: Answer, told: _Told) -> None:
    """Understand one key of the question."""
    texts = draft.option_texts
    if answer.truths and not texts and len(answer.truths) == 1:
        told.sets.append(frozenset({0 if answer.truths[0] else 1}))
    elif answer.truths and len(answer.truths) == len(texts):
        told.is_of_statements = len(texts) != 1
        told.sets.append(frozenset(at for at, each in enumerate(answer.truths) if each))
    elif len(answer.truths) == 1 and (position := _truth_position(texts, answer)) is not None:
        told.sets.append(frozenset({position}))
    elif answer.positions and any(map(draft.is_doubtful, answer.positions)):
        told.unsure.append(answer.written)
    elif answer.positions:
        _hear_places(draft, answer, told)
    elif (position := position_of_words(answer.written, texts)) is not None:
        told.sets.append(frozenset({position}))
    elif answer.written:
        told.unknown.append(answer.written)


def _hear_places(draft: Draft, answer: Answer, told: _Told) -> None:
    """Letters or digits; where they are the words of another option as well, both are meant.

    Letters that our own writer wrote are letters.
    """
    found = [draft.position_of(each) for each in answer.positions]
    right = frozenset(each for each in found if each is not None)
    texts = [] if draft.is_own else draft.option_texts
    said = position_of_words(answer.written, texts)
    if said is None and len(right) > 1 and " và " in answer.written.lower():
        said = joining(answer.positions, texts)
    if None in found:
        if said is None:
            told.unknown.append(answer.written)
        else:
            told.sets.append(frozenset({said}))
    elif said is not None and not answer.rest and not _is_letter(answer.written):
        told.sets += [right, frozenset({said})]
    else:
        told.is_words = said is not None and not answer.rest and {said} != right
        _hear_letters(draft, answer, right, told)


def _is_letter(written: str) -> bool:
    """Whether a key is one letter: it means a place, even if an option says that letter."""
    return len(written.strip(" .;)")) == 1 and written[0].isalpha()


def _truth_position(texts: Sequence[str], answer: Answer) -> int | None:
    found = [at for at, text in enumerate(texts) if truths_of(text) == answer.truths]
    return found[0] if len(found) == 1 else None


def _hear_letters(draft: Draft, answer: Answer, right: Right, told: _Told) -> None:
    """What follows a letter says the option again, or why it is right; or it says another."""
    texts, rest = draft.option_texts, answer.rest.strip()
    position = position_of_words(rest, texts) if rest else None
    if position is None and denies(rest):
        told.unknown.append(answer.written)
        return
    told.sets.append(right)
    if (other := other_letter(rest)) is not None and other < len(texts):
        told.sets.append(frozenset({other}))
    if position is not None:
        told.sets += [] if position in right else [frozenset({position})]
    elif bases := bases_in_brackets(rest):
        draft.basis += [each for each in bases if each not in draft.basis]
    elif rest and not any(fold(rest) in fold(each) for each in draft.explanation):
        draft.explanation.insert(0, rest)


def _settle_one(
    draft: Draft, told: _Told, pictures: Mapping[str, Picture], settled: Settled
) -> None:
    if _is_true_false_without_options(draft, told):
        pair = tuple(Option(each, at in told.sets[0], True) for at, each in enumerate(_TRUTHS))
        settled.items.append(Item(draft.at, _question(draft, Kind.TRUE_FALSE, pair, pictures)))
        return
    count = len(draft.options)
    if not FEWEST_OPTIONS <= count <= MOST_OPTIONS:
        code = Code.TOO_FEW_OPTIONS if count < FEWEST_OPTIONS else Code.TOO_MANY_OPTIONS
        settled.refused.append(Remark(draft.at, code, {"count": count}))
        return
    right = _right(draft, told, settled)
    kind = _kind(draft, told, right)
    if kind is Kind.STATEMENTS and count != STATEMENT_COUNT and not draft.is_own:
        code = Code.TOO_FEW_OPTIONS if count < STATEMENT_COUNT else Code.TOO_MANY_OPTIONS
        settled.refused.append(Remark(draft.at, code, {"count": count}))
        return
    if kind is Kind.STATEMENTS and not told.sets and not draft.is_own:
        kind = Kind.SEVERAL  # of which none is right is a fault; of statements all may be false
        settled.findings.append(Remark(draft.at, Code.STATEMENTS_UNJUDGED))
    if told.is_words and right:
        settled.findings.append(Remark(draft.at, Code.KEY_AS_LETTER, {"key": _letters(right)}))
    options = _options(draft, kind, right)
    question = _question(draft, kind, options, pictures)
    settled.findings += details_of(draft).findings
    settled.items.append(Item(draft.at, question))


def _is_true_false_without_options(draft: Draft, told: _Told) -> bool:
    return not draft.options and not told.unknown and len(set(told.sets)) == 1


def _right(draft: Draft, told: _Told, settled: Settled) -> Right:
    """The right options if all that is said of them is the same; none otherwise, with a word."""
    sets = told.sets
    for written in told.unknown:
        settled.findings.append(Remark(draft.at, Code.KEY_NOT_AN_OPTION, {"key": written[:60]}))
    for written in told.unsure:
        settled.findings.append(Remark(draft.at, Code.KEY_UNSURE, {"key": written[:60]}))
    if told.unknown or told.unsure:
        return frozenset()
    for other in sets[1:]:
        if other != sets[0]:
            params = {"key": _letters(sets[0]), "other": _letters(other)}
            settled.findings.append(Remark(draft.at, Code.KEYS_DIFFER, params))
            return frozenset()
    return sets[0] if sets else frozenset()


def _letters(right: Right) -> str:
    return ", ".join(letter(each) for each in sorted(right)) or "–"


def _kind(draft: Draft, told: _Told, right: Right) -> Kind:
    said = "".join(draft.fields.get(FieldName.KIND, ()))
    if (kind := kind_of(said)) is not None:
        return kind
    if told.is_of_statements or asks_for_statements(draft):
        return Kind.STATEMENTS
    if len(draft.options) == 2 and {truth_of(each) for each in draft.option_texts} == {True, False}:
        return Kind.TRUE_FALSE
    return Kind.SEVERAL if len(right) > 1 else Kind.SINGLE


def _options(draft: Draft, kind: Kind, right: Right) -> tuple[Option, ...]:
    is_true_false = kind is Kind.TRUE_FALSE
    options = [
        Option(_text(draft, each.lines), at in right, each.stays or is_true_false)
        for at, each in enumerate(draft.options)
    ]
    if is_true_false and not draft.is_own and truth_of(options[0].text) is False:
        options.reverse()
    return tuple(options)


def _text(draft: Draft, lines: Sequence[Rich]) -> str:
    return "\n".join(each.text for each in lines) if draft.is_own else words_of(lines)


def _question(
    draft: Draft, kind: Kind, options: tuple[Option, ...], pictures: Mapping[str, Picture]
) -> Question:
    details = details_of(draft)
    question = Question(
        kind,
        _text(draft, draft.stem),
        options,
        code=details.code,
        topic=details.topic,
        difficulty=details.difficulty,
        audiences=details.audiences,
        explanation=details.explanation,
        basis=details.basis,
        valid_from=details.valid_from,
        valid_to=details.valid_to,
        source=details.source,
    )
    names = names_in(*question.texts, *draft.fields.get(FieldName.PICTURES, ()))
    shown = each_once(pictures[name] for name in names if name in pictures)
    return replace(question, pictures=shown)
