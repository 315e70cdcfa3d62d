import re
from dataclasses import fields
from pathlib import Path

import pytest

from contest.config import Settings, SettingsWrong, read_settings
from tests.settings import SECRET_KEY, VAULT_KEY

EXAMPLE = Path(__file__).parents[2] / ".env.example"
NAMES = {"is_demo": "DEMO"}  # a field whose variable has another name
OURS = {"is_testing"}  # no variable: the tests alone set it
WHOLE = {
    "CONTEST_DATABASE_URL": "sqlite:////srv/contest.sqlite",
    "CONTEST_SECRET_KEYS": SECRET_KEY,
    "CONTEST_VAULT_KEYS": VAULT_KEY,
}


def test_the_example_names_every_setting_and_no_other():
    named = set(re.findall(r"^CONTEST_(\w+)=", EXAMPLE.read_text("utf-8"), re.MULTILINE))
    ours = [each.name for each in fields(Settings) if each.name not in OURS]
    assert named == {NAMES.get(each, each.upper()) for each in ours}


def test_every_mistake_is_listed_at_once():
    with pytest.raises(SettingsWrong) as wrong:
        read_settings({"CONTEST_DEMO": "perhaps"})
    assert [each.partition(":")[0] for each in wrong.value.mistakes] == [
        "CONTEST_DATABASE_URL",
        "CONTEST_SECRET_KEYS",
        "CONTEST_VAULT_KEYS",
        "CONTEST_DEMO",
    ]


def test_a_value_may_stand_in_a_file(tmp_path):
    file = tmp_path / "key"
    file.write_text(f"{SECRET_KEY}\n")
    given = {key: value for key, value in WHOLE.items() if key != "CONTEST_SECRET_KEYS"}
    settings = read_settings(given | {"CONTEST_SECRET_KEYS_FILE": str(file)})
    assert settings.secret_keys == (SECRET_KEY,)


def test_no_secret_is_shown():
    assert SECRET_KEY not in repr(read_settings(WHOLE))
