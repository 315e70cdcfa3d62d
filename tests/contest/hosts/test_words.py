"""Every act that is recorded has its words."""

import re
from pathlib import Path

from contest.hosts.words import ACTS

ROOT = Path(__file__).parents[3] / "contest"
RECORDED = re.compile(r'\brecord\(\s*(?:[\w.()]+,\s*)?"([a-z]+(?:-[a-z]+)+)"')


def test_every_act_that_is_recorded_has_its_words():
    code = "\n".join(path.read_text("utf-8") for path in ROOT.rglob("*.py"))
    assert set(RECORDED.findall(code)) - ACTS.keys() == set()
