"""Pages of staff: what papers of a round and audience are made of, and a sample of one."""

import secrets
from typing import NamedTuple

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest.bank import queries as bank
from contest.bank.models import Topic
from contest.contests import publishing_service as publishing
from contest.contests import queries, service
from contest.contests.access_routes import load_paper, note_change, page_status, record, round_url
from contest.contests.models import ContestAudience, Round
from contest.contests.round_forms import BlueprintForm, blueprint_form, cell_name
from contest.contests.service import Cell
from contest.db import db
from contest.hosts.models import Host
from contest.rules.drawing import LETTERS, Paper, PaperItem, PoolTooSmall, draw
from contest.rules.roles import Action
from questions.model import Difficulty, Kind

bp = Blueprint("papers", __name__, url_prefix="/<contest_id>/rounds/<int:number>/audiences")


@bp.route("/<audience>/blueprint", methods=["GET", "POST"])
def edit_blueprint(
    host_id: str, contest_id: str, number: int, audience: str
) -> ResponseReturnValue:
    host, round_, contest_audience = load_paper(
        Action.MANAGE_CONTESTS, host_id, contest_id, number, audience
    )
    topics = _topics(host, round_)
    counts, is_copied = _planned(round_, contest_audience)
    form = blueprint_form(topics, counts)
    if not form.validate_on_submit():
        return _blueprint_page(round_, contest_audience, form, topics, is_copied=is_copied)
    service.set_blueprint(round_, contest_audience, form.counts(topics))
    note_change(round_.contest, gettext("Sửa cấu trúc đề: %(title)s", title=round_.title))
    total = sum(form.counts(topics).values())
    record(round_.contest, "blueprint-set", round=number, audience=audience, questions=total)
    db.session.commit()
    flash(gettext("Đã lưu cấu trúc đề: mỗi đề có %(total)s câu.", total=total), "success")
    return redirect(round_url(round_, "papers.edit_blueprint", audience=audience), 303)


def _topics(host: Host, round_: Round) -> list[Topic]:
    """The host's topics, and those that ended while the blueprint still names them."""
    topics = bank.list_topics(host)
    named = {line.topic for line in round_.blueprint}
    return topics + sorted(named.difference(topics), key=lambda each: each.id)


def _planned(round_: Round, contest_audience: ContestAudience) -> tuple[dict[Cell, int], bool]:
    """The blueprint; while there is none, that of the audience's last round before."""
    before = (each for each in round_.contest.rounds if each.number <= round_.number)
    for each in sorted(before, key=lambda each: -each.number):
        lines = [line for line in each.blueprint if line.contest_audience is contest_audience]
        if lines:
            counts = {(line.topic_id, line.difficulty): line.count for line in lines}
            return counts, each is not round_
    return {}, False


def _blueprint_page(
    round_: Round,
    contest_audience: ContestAudience,
    form: BlueprintForm,
    topics: list[Topic],
    *,
    is_copied: bool,
) -> ResponseReturnValue:
    contest = round_.contest
    available = bank.count_drawable(
        contest.host, contest_audience.audience, *queries.round_days(round_)
    )
    gaps = publishing.round_gaps(round_, round_.opens_at)
    page = render_template(
        "contests/blueprint.html",
        host=contest.host,
        contest=contest,
        round=round_,
        audience=contest_audience,
        form=form,
        rows=_rows(topics, form, available),
        difficulties=list(Difficulty),
        gaps=[each for each in gaps if each.topic_id and each.audience is contest_audience],
        topics={each.id: each for each in topics},
        is_copied=is_copied,
    )
    return page_status(page, form)


def _rows(
    topics: list[Topic], form: BlueprintForm, available: dict[tuple[int, Difficulty], int]
) -> list[tuple[Topic, list[tuple[object, int]]]]:
    """Each topic with, by difficulty, its field and how many questions there are."""
    return [
        (
            topic,
            [
                (form[cell_name(topic, each)], available.get((topic.id, each), 0))
                for each in Difficulty
            ],
        )
        for topic in topics
    ]


@bp.get("/<audience>/preview")
def preview_paper(host_id: str, contest_id: str, number: int, audience: str) -> ResponseReturnValue:
    host, round_, contest_audience = load_paper(
        Action.PREVIEW_CONTESTS, host_id, contest_id, number, audience
    )
    paper = _sample(round_, contest_audience)
    return render_template(
        "contests/preview.html",
        host=host,
        contest=round_.contest,
        round=round_,
        audience=contest_audience,
        questions=_questions(paper) if paper else None,
        letters=LETTERS,
    )


def _sample(round_: Round, contest_audience: ContestAudience) -> Paper | None:
    """A paper by a seed that is thrown away; None while the pool cannot fill the blueprint."""
    pool = queries.list_pool(round_, contest_audience)
    blueprint = queries.list_blueprint(round_, contest_audience)
    try:
        paper = draw(
            blueprint,
            pool or publishing.candidates(round_, contest_audience),
            secrets.token_bytes(32),
            shuffles_questions=round_.shuffles_questions,
            shuffles_options=round_.shuffles_options,
        )
    except PoolTooSmall:
        return None
    return paper if paper.items else None


class Asked(NamedTuple):
    """What a question says, and nothing of its key."""

    kind: Kind
    stem: str
    options: list[str]


def _questions(paper: Paper) -> list[tuple[Asked, PaperItem]]:
    """The questions in the order of the paper."""
    listed = queries.list_versions(each.version_id for each in paper.items)
    asked = {
        each.id: Asked(each.kind, each.stem, [one["text"] for one in each.options])
        for each in listed
    }
    return [(asked[item.version_id], item) for item in paper.items]
