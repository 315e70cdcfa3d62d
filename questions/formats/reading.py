"""What reading a file gives: its questions, what to look at in them, and what was refused.

Nothing is dropped in silence: whatever a reader leaves out of a file is named in one of the
three lists.  Codes are put into words by pages and commands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from questions.model import Question

# A line, paragraph, row or item, counted from 1; in a package the file's path.
At = int | str


class Code(StrEnum):
    """What a reader or a writer says of one place; a code never changes its meaning.

    The ``params`` that each sentence needs stand behind it.
    """

    NOT_SUPPORTED = "not-supported"  # kind: as the format names it
    NO_STEM = "no-stem"
    TOO_FEW_OPTIONS = "too-few-options"  # count
    TOO_MANY_OPTIONS = "too-many-options"  # count
    KEY_NOT_AN_OPTION = "key-not-an-option"  # key: as it is written
    STATEMENTS_UNJUDGED = "statements-unjudged"
    KEYS_DIFFER = "keys-differ"  # key, other: as the two places say
    KEY_WITHOUT_QUESTION = "key-without-question"  # number
    KEY_UNSURE = "key-unsure"  # key: a number or a letter that stands twice
    KEY_AS_LETTER = "key-as-letter"  # key: a letter that another option says as its words
    KEYS_OF_OTHERS = "keys-of-others"  # text: the paper or part that they are said to be for
    MARK_LEFT_OUT = "mark-left-out"  # key: the options that look otherwise than the others
    TEXT_LEFT_OUT = "text-left-out"  # text: its first words
    MARKUP_LEFT_OUT = "markup-left-out"  # markup: the names of what was lost
    WEIGHTS_LEFT_OUT = "weights-left-out"
    FEEDBACK_LEFT_OUT = "feedback-left-out"
    RULE_LEFT_OUT = "rule-left-out"  # QTI's own processing of responses
    FIELD_LEFT_OUT = "field-left-out"  # field: what the format cannot hold
    FORMULA_AS_TEXT = "formula-as-text"
    FORMULA_LEFT_OUT = "formula-left-out"
    # why: picture-kind, picture-too-large, picture-missing; picture-format: it holds none
    PICTURE_LEFT_OUT = "picture-left-out"
    BAD_TEXT = "bad-text"  # control characters
    SYNTAX = "syntax"  # what: the mistake's own code


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of one place of a file: a finding, or the reason of a refusal."""

    at: At
    code: Code
    params: Mapping[str, str | int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Item:
    """A question that was read, and where it begins."""

    at: At
    question: Question


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read.  A finding's ``at`` is that of the item it speaks of, where it does."""

    items: tuple[Item, ...] = ()
    findings: tuple[Remark, ...] = ()
    refused: tuple[Remark, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(item.question for item in self.items)


@dataclass(frozen=True, slots=True)
class Written:
    """A file as written, and what it could not hold: ``at`` is the question's place, from 1 on."""

    content: bytes
    left_out: tuple[Remark, ...] = ()
