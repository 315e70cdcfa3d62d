"""Reading a file of questions in a process of its own, which may take only so much.

The readers keep limits themselves; the process is for what nobody thought of.  A file that hangs
a parser, fills the memory or crashes a library written in C ends this process and not the runner
of the jobs, and the parsers see neither the platform's secrets nor its database.
"""

import base64
import json
import resource
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import contest
from contest.bank.import_excerpt_service import with_excerpts
from questions.formats import FormatRefused, native
from questions.formats.files import format_of, read_file
from questions.formats.reading import Code, Item, Reading, Remark
from questions.model import Question
from questions.pictures import Picture, each_once, names_in, picture_of

ROOT = Path(contest.__file__).parents[1]
MOST_MEMORY = 1024 * 1024 * 1024  # of addresses, which are more than what is used
MOST_CPU_SECONDS = 20
MOST_SECONDS = 60  # on a machine that has much else to do
FAILED = "reading-failed"
Fields = dict[str, Any]


def read_apart(name: str, content: bytes) -> Reading:
    """Read a file as ``read_file`` does, in a process of its own; what was refused has the first
    words of its source.

    Raises FormatRefused as ``read_file`` does, and reading-failed where the process ended without
    an answer or took too long.
    """
    try:
        done = subprocess.run(  # noqa: S603  # our own module; the name is never a command
            [sys.executable, "-m", __name__, name],
            input=content,
            capture_output=True,
            cwd=ROOT,
            env={},
            timeout=MOST_SECONDS,
            check=True,
        )
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise FormatRefused(FAILED) from error
    if "code" in answer:
        raise FormatRefused(answer["code"], answer["place"])
    return reading_of(answer)


def answer_of(name: str, content: bytes) -> Fields:
    """What the process says of a file."""
    try:
        reading = read_file(name, content)
        return fields_of(with_excerpts(reading, format_of(name, content), content))
    except FormatRefused as refused:
        return {"code": refused.code, "place": refused.place}


def fields_of(reading: Reading) -> Fields:
    """A reading as plain values; each picture stands in it once."""
    pictures = each_once(each for item in reading.items for each in item.question.pictures)
    return {
        "items": [
            [item.at, native.to_fields(replace(item.question, pictures=()))]
            for item in reading.items
        ],
        "pictures": [base64.b64encode(each.content).decode() for each in pictures],
        "findings": [remark_fields(each) for each in reading.findings],
        "refused": [remark_fields(each) for each in reading.refused],
    }


def reading_of(fields: Fields) -> Reading:
    """The reading of such values."""
    pictures = {each.name: each for each in map(_picture, fields["pictures"])}
    return Reading(
        tuple(Item(at, _question(question, pictures)) for at, question in fields["items"]),
        tuple(_remark(each) for each in fields["findings"]),
        tuple(_remark(each) for each in fields["refused"]),
    )


def _picture(text: str) -> Picture:
    return picture_of(base64.b64decode(text))


def _question(fields: Fields, pictures: dict[str, Picture]) -> Question:
    question = native.from_fields(fields)
    shown = names_in(*question.texts) & pictures.keys()
    return replace(question, pictures=each_once(pictures[name] for name in shown))


def remark_fields(remark: Remark) -> Fields:
    return {"at": remark.at, "code": remark.code.value, "params": dict(remark.params)}


def _remark(fields: Fields) -> Remark:
    return Remark(fields["at"], Code(fields["code"]), fields["params"])


def limit() -> None:
    """Let this process take no more than one file may."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_SECONDS, MOST_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Read what comes in, and write what is in it."""
    limit()
    answer = answer_of(sys.argv[1], sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(answer).encode())


if __name__ == "__main__":
    main()
