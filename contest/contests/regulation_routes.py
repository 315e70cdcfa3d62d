"""What everybody sees of a contest's thể lệ: its versions, and what each of them changed."""

from itertools import pairwise

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from contest.contests import public_queries
from contest.contests.regulation_queries import list_versions
from contest.contests.regulation_words import differences
from contest.web import entrants

bp = Blueprint("regulation", __name__)


@bp.get("/c/<contest_id>/regulation")
def show_versions(contest_id: str) -> ResponseReturnValue:
    contest = public_queries.get_published(contest_id)
    versions = list_versions(contest)
    changed = [differences(before, after) for after, before in pairwise(versions)]
    return render_template(
        "contests/public/regulation.html",
        contest=contest,
        entry=public_queries.find_entry(contest, entrants.current_person()),
        versions=list(zip(versions, [*changed, []], strict=True)) if versions else [],
    )
