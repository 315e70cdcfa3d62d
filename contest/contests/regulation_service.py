"""The versions of a contest's thể lệ, and what of it may still change.  Callers commit."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from contest.clock import milliseconds
from contest.contests import calendar_queries, prize_queries
from contest.contests import regulation_queries as queries
from contest.contests.models import Contest, ContestAudience, Round
from contest.contests.official_models import OfficialDocument
from contest.contests.running_models import RegulationVersion, RoundGroup
from contest.db import db
from contest.errors import RegulationFixed
from contest.hosts.models import Account
from contest.rules.regulation_change import (
    Field,
    FieldKind,
    Regulation,
    Value,
    decode_regulation,
    encode_regulation,
    refused_changes,
)

# What is no rule of the contest: ids, secrets, and how far things have come.
NO_RULES = frozenset(
    {
        "id", "public_id", "host_id", "contest_id", "audience_id", "state", "created_at",
        "published_at", "regulation_version", "consent_version", "declaration_version", "number",
        "key_version", "lot_number", "lot_number_source", "frozen_at", "annulled_at", "replaces_id",
        "secret", "secret_commitment", "pinned_at", "results_published_at", "suspensions",
        "groups_close_at", "news", "position", "password_hash", "evidence_root", "extra_ms",
        "reopened_until_ms",
    }
)  # fmt: skip
WORDING = frozenset(
    {
        "title", "summary", "regulation", "consent_wording", "declaration_wording",
        "prediction_text", "fact_text", "text_question",
    }
)  # fmt: skip
TIMES = frozenset({"closes_at", "registers_to_at"})


def regulation_of(contest: Contest) -> Regulation:
    """Every setting that is a rule of the contest, by a stable code: round.2.closes_at …"""
    found = _column_fields(contest) | _complaint_fields(contest)
    for round_ in contest.rounds:
        for line in round_.blueprint:
            place = f"{line.contest_audience_id}.{line.topic_id}.{line.difficulty}"
            found[f"round.{round_.number}.blueprint.{place}"] = Field(FieldKind.OTHER, line.count)
        for group in calendar_queries.list_groups(round_):
            found |= _group_fields(f"round.{round_.number}.group.{group.id}", group)
    return found | dict(_prize_fields(contest))


def _column_fields(contest: Contest) -> dict[str, Field]:
    """What the rows of the contest, its audiences and its rounds say."""
    found = dict(_fields("contest", contest))
    for audience in contest.audiences:
        found |= _fields(f"audience.{audience.audience.code}", audience)
    for round_ in contest.rounds:
        found |= _fields(f"round.{round_.number}", round_)
    return found


def _in_force(contest: Contest, version: RegulationVersion) -> Regulation:
    """A version as it was kept; a setting that this software did not have then is as it is now:
    a later release is no change of the rules."""
    kept = decode_regulation(version.settings)
    rows = {code.rpartition(".")[0] for code in kept}
    later = {
        code: field
        for code, field in _column_fields(contest).items()
        if code not in kept and code.rpartition(".")[0] in rows
    }
    return {**kept, **later}


def _complaint_fields(contest: Contest) -> dict[str, Field]:
    """Where complaints are brought and when prizes are awarded may be told later."""
    terms = dict(contest.complaints or {})
    told = {name: terms.pop(name, None) for name in ("place", "awarding")}
    return {"contest.complaints": Field(FieldKind.OTHER, _value(terms or None))} | {
        f"contest.complaints.{name}": Field(FieldKind.WORDING, value)
        for name, value in told.items()
    }


def _group_fields(prefix: str, group: RoundGroup) -> dict[str, Field]:
    who = [group.contest_audience_id, group.unit_id, group.list_id, milliseconds(group.opens_at)]
    return {
        f"{prefix}.closes_at": Field(FieldKind.TIME, milliseconds(group.closes_at)),
        f"{prefix}.who": Field(FieldKind.OTHER, json.dumps(who)),
    }


def _prize_fields(contest: Contest) -> Iterator[tuple[str, Field]]:
    """Prizes, and the criteria that a committee marks: there may be more of them, no others."""
    for each in prize_queries.list_prizes(contest):
        prefix, more = f"prize.{each.public_id}", FieldKind.PRIZE
        given = [
            each.round_id, each.contest_audience_id, each.is_for_units, each.is_by_proposal,
            each.block, each.rank,
        ]  # fmt: skip
        yield f"{prefix}.title", Field(FieldKind.WORDING, each.title)
        yield f"{prefix}.count", Field(more, each.count)
        yield f"{prefix}.amount", Field(more, each.amount)
        yield f"{prefix}.given", Field(more, json.dumps(given, ensure_ascii=False))
    for criterion in prize_queries.list_criteria(contest):
        prefix = f"criterion.{criterion.code}"
        yield f"{prefix}.title", Field(FieldKind.WORDING, criterion.title)
        yield f"{prefix}.most", Field(FieldKind.PRIZE, str(criterion.most_points))


def _fields(prefix: str, row: Contest | ContestAudience | Round) -> Iterator[tuple[str, Field]]:
    for name in sorted(row.__mapper__.column_attrs.keys()):
        if name not in NO_RULES:
            yield f"{prefix}.{name}", Field(_kind(name), _value(getattr(row, name)))


def _kind(name: str) -> FieldKind:
    if name in WORDING:
        return FieldKind.WORDING
    return FieldKind.TIME if name in TIMES else FieldKind.OTHER


def _value(value: Any) -> Value:
    if isinstance(value, datetime):
        return milliseconds(value)
    if value is None or isinstance(value, str | int | bool):
        return str(value) if isinstance(value, str) else value
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=list)


def require_changeable(contest: Contest) -> None:
    """After the first start only wording, extensions and more prizes may change.

    Raises RegulationFixed with the codes of the fields that differ from the version in force and
    may not.
    """
    before = queries.find_version(contest)
    if before is None:
        return
    db.session.flush()
    has_started = queries.has_started(contest)
    settings = _in_force(contest, before)
    refused = refused_changes(settings, regulation_of(contest), has_started=has_started)
    if refused:
        raise RegulationFixed(fields=refused)


def keep(
    contest: Contest,
    why: str,
    by: Account | None,
    now: datetime,
    document: OfficialDocument | None = None,
) -> RegulationVersion | None:
    """Put the regulation as it is now in force, as one more version; None where nothing changed."""
    db.session.flush()
    before = queries.find_version(contest)
    found = regulation_of(contest)
    if before is not None and _in_force(contest, before) == found:
        return None
    version = RegulationVersion(
        contest=contest,
        version=before.version + 1 if before else 1,
        text=contest.regulation,
        settings=encode_regulation(found),
        why=why,
        document=document,
        published_by_id=by.id if by else None,
        published_at=now,
    )
    db.session.add(version)
    contest.regulation_version = version.version
    return version
