"""Commands on files of questions, run as people run them: no settings, no database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from contest.cli.groups import create_tools, is_for_tools
from questions.formats import native
from questions.model import Option
from tests.questions.builders import build_question

ROOT = Path(__file__).parents[3]
GIFT = "$CATEGORY: Một cửa\n\nAi giải quyết?{=Cấp xã ~Cấp tỉnh}\n\nVì sao?{}\n"


def flask(*arguments):
    """As people type it, without the cost of a process."""
    return create_tools().test_cli_runner().invoke(args=[str(each) for each in arguments])


def typed(*command):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CONTEST_")}
    command = [str(each) for each in command]
    return subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True, check=False)


@pytest.fixture
def gift(tmp_path):
    path = tmp_path / "bank.gift"
    path.write_text(GIFT, "utf-8")
    return path


def report_of(source, target):
    done = flask("questions", "convert", source, target)
    return done, json.loads(target.read_text("utf-8"))


def test_a_file_is_told_in_three_lists(gift, tmp_path):
    done, report = report_of(gift, tmp_path / "out.json")
    assert done.exit_code == 0
    assert report.keys() == {"questions", "findings", "refused"}
    assert report["questions"] == [
        {
            "at": 3,
            "kind": "single",
            "stem": "Ai giải quyết?",
            "options": [{"text": "Cấp xã", "right": True}, {"text": "Cấp tỉnh", "right": False}],
            "explanation": "",
            "topic": "Một cửa",
        }
    ]


def test_what_is_refused_says_where_and_why(gift, tmp_path):
    _, report = report_of(gift, tmp_path / "out.json")
    (refused,) = report["refused"]
    assert (refused["at"], refused["code"]) == (5, "not-supported")
    assert "not supported: essay" in refused["message"]


def test_a_file_that_cannot_be_read_says_so_in_the_report_too(tmp_path):
    source = tmp_path / "old.doc"
    source.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    done, report = report_of(source, tmp_path / "out.json")
    assert done.exit_code == 2
    assert ".docx" in done.stderr
    assert (report["questions"], report["refused"][0]["code"]) == ([], "old-word")


def test_a_huge_file_is_not_even_opened(tmp_path):
    source = tmp_path / "huge.gift"
    with source.open("wb") as file:
        file.truncate(10**10)
    _, report = report_of(source, tmp_path / "out.json")
    assert report["refused"][0]["code"] == "too-large"


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".csv", ".gift", ".xml", ".zip"])
def test_questions_go_from_format_to_format(ending, tmp_path):
    source = tmp_path / "bank.json"
    source.write_text(native.write([build_question()]), "utf-8")
    middle = tmp_path / f"bank{ending}"
    assert flask("questions", "convert", source, middle).exit_code == 0
    _, report = report_of(middle, tmp_path / "out.json")
    assert report["questions"][0]["stem"] == build_question().stem
    assert report["refused"] == []


def test_a_native_file_is_written_by_its_double_ending(gift, tmp_path):
    target = tmp_path / "bank.native.json"
    flask("questions", "convert", gift, target)
    assert native.read(target.read_text("utf-8"))[0].topic == "Một cửa"


def test_an_ending_that_names_no_format_is_refused(gift, tmp_path):
    done = flask("questions", "convert", gift, tmp_path / "bank.pdf")
    assert done.exit_code == 1
    assert not (tmp_path / "bank.pdf").exists()


def test_checking_a_sound_file_ends_well(tmp_path):
    source = tmp_path / "bank.json"
    source.write_text(native.write([build_question()]), "utf-8")
    assert flask("questions", "check", source).exit_code == 0


def test_checking_names_each_fault_and_ends_with_one(tmp_path):
    source = tmp_path / "bank.json"
    faulty = build_question(options=(Option("Có"), Option("Không")))
    source.write_text(native.write([faulty]), "utf-8")
    done = flask("questions", "check", source)
    assert done.exit_code == 1
    assert "1: Q203" in done.stdout


@pytest.mark.slow
def test_other_commands_still_ask_for_the_settings():
    done = typed(sys.executable, "-m", "flask", "hosts", "--help")
    assert done.returncode != 0
    assert "CONTEST_SECRET_KEYS" in done.stderr


@pytest.mark.slow
def test_the_program_needs_neither_settings_nor_a_database(gift):
    program = Path(sys.executable).parent / "flask"
    assert typed(program, "--app", "wsgi", "questions", "check", gift).returncode == 1


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["/usr/bin/flask", "questions", "check"], True),
        (["/usr/bin/flask", "--app", "wsgi", "questions", "check"], True),
        (["/usr/bin/flask", "--app", "/srv/wsgi.py", "questions", "check"], True),
        (["/lib/flask/__main__.py", "questions", "convert"], True),
        (["/usr/bin/flask", "hosts", "create", "questions"], False),
        (["/usr/bin/flask"], False),
        (["/usr/bin/granian", "questions"], False),
    ],
)
def test_only_the_tools_start_without_settings(arguments, expected):
    assert is_for_tools(arguments) is expected


@pytest.mark.parametrize(("content", "code"), [("<quiz/>", 2), ("<quiz><question/></quiz>", 1)])
@pytest.mark.parametrize("command", [["check"], ["convert"]])
def test_a_file_without_a_question_ends_ill(command, content, code, tmp_path):
    source = tmp_path / "empty.xml"
    source.write_text(content, "utf-8")
    target = [tmp_path / "out.json"] if command == ["convert"] else []
    assert flask("questions", *command, source, *target).exit_code == code
