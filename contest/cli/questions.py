"""Commands for files of questions; they need no database and no settings."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from flask.cli import AppGroup
from flask_babel import force_locale

from contest.bank.finding_words import sentence
from contest.bank.reading_words import refused_sentence, remark_sentence
from contest.cli.question_statistics import statistics
from questions.checks import FILING, Finding, Severity, check
from questions.formats import FormatRefused
from questions.formats.files import read_file, write_file
from questions.formats.guard import MOST_BYTES
from questions.formats.reading import At, Item, Reading, Remark
from questions.set_checks import Known

group = AppGroup("questions", help="Files of questions.")
group.add_command(statistics)
REFUSED = 2  # the exit status for a file that cannot be read at all
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NATIVE = [".native", ".json"]


@dataclass(frozen=True, slots=True)
class Line:
    """Something said of one place, in words."""

    at: At
    code: str
    message: str
    is_error: bool = False

    @property
    def fields(self) -> dict[str, At | str]:
        return {"at": self.at, "code": self.code, "message": self.message}


@group.command("convert")
@click.argument("source", type=FILE)
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
def convert(source: Path, target: Path) -> None:
    """Read the questions of a file and write them to another, by the files' endings.

    Endings: .docx .xlsx .csv .gift .aiken .xml (Moodle) .zip (QTI) .native.json; a .txt that is
    read tells by its content whether it is GIFT or Aiken.  A target that ends in .json gets all
    that was read, found and refused.  The exit status is 1 when no question could be read, 2 when
    the file cannot be read at all.
    """
    is_report = target.suffix.lower() == ".json" and target.suffixes[-2:] != NATIVE
    with force_locale("vi"):
        try:
            reading = _read(source)
        except FormatRefused as refused:
            line = Line(0, refused.code, refused_sentence(refused))
            if is_report:
                _write_report(target, Reading(), [], [line])
            _refuse(line)
        found = list(_findings(reading))
        refusals = [_line(each) for each in reading.refused]
        if is_report:
            _write_report(target, reading, found, refusals)
        else:
            refusals += _write_questions(target, reading)
        for line in refusals:
            click.echo(f"{line.at}: {line.message}", err=True)
    counts = f"{len(reading.items)} questions read, {len(reading.refused)} refused"
    click.echo(f"{counts}, {len(found)} findings")
    if not reading.items:
        raise SystemExit(1)


@group.command("check")
@click.argument("file", type=FILE)
def check_file(file: Path) -> None:
    """Say what is wrong with the questions of a file.

    The exit status is 1 when something was refused or has an error, 2 when the file cannot be
    read at all.
    """
    with force_locale("vi"):
        try:
            reading = _read(file)
        except FormatRefused as refused:
            _refuse(Line(0, refused.code, refused_sentence(refused)))
        found = list(_findings(reading))
        refusals = [_line(each) for each in reading.refused]
        for line in (*refusals, *found):
            click.echo(f"{line.at}: {line.code} {line.message}")
    errors = sum(line.is_error for line in found) + len(refusals)
    click.echo(f"{len(reading.items)} questions, {len(found)} findings, {len(refusals)} refused")
    if errors:
        raise SystemExit(1)


def _read(source: Path) -> Reading:
    """A file past all measure is not even opened."""
    if source.stat().st_size > MOST_BYTES:
        raise FormatRefused("too-large")
    return read_file(source.name, source.read_bytes())


def _refuse(line: Line) -> None:
    click.echo(line.message, err=True)
    raise SystemExit(REFUSED)


def _findings(reading: Reading) -> Iterator[Line]:
    """The reader's findings, then what the checks find, question by question.

    Where a question is to be filed most files do not tell, so nothing is said of it.
    """
    yield from map(_line, reading.findings)
    known = Known()
    with click.progressbar(reading.items, label="Checking", file=sys.stderr) as items:
        for item in items:
            repeats = known.check(item.question)
            known.add(str(item.at), item.question)
            for finding in (*check(item.question), *repeats):
                if finding.code not in FILING:
                    yield _finding_line(item.at, finding)


def _finding_line(at: At, finding: Finding) -> Line:
    is_error = finding.severity is Severity.ERROR
    return Line(at, finding.code.value, sentence(finding), is_error)


def _line(remark: Remark) -> Line:
    return Line(remark.at, remark.code.value, remark_sentence(remark))


def _write_report(target: Path, reading: Reading, found: list[Line], refused: list[Line]) -> None:
    report = {
        "questions": [_question_fields(item) for item in reading.items],
        "findings": [line.fields for line in found],
        "refused": [line.fields for line in refused],
    }
    target.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _question_fields(item: Item) -> dict[str, object]:
    question = item.question
    return {
        "at": item.at,
        "kind": question.kind.value,
        "stem": question.stem,
        "options": [{"text": each.text, "right": each.is_right} for each in question.options],
        "explanation": question.explanation,
        "topic": question.topic,
    }


def _write_questions(target: Path, reading: Reading) -> list[Line]:
    """Write the file; what its format cannot hold is returned in words."""
    try:
        written = write_file(target.name, reading.questions)
    except FormatRefused as refused:
        raise click.ClickException(refused_sentence(refused)) from refused
    target.write_bytes(written.content)
    return [_line(each) for each in written.left_out]
