"""Every page, with each role, with the same role of a stranger host, and with nobody."""

from typing import Any

import pytest
from flask import Flask

from contest.rules.roles import ALLOWED, Action, Role
from tests.contest.access_world import make_world
from tests.contest.factories import (
    NOON,
    make_account,
)

# Pages that anybody may open, or that know an entrant by the device: their rights have own tests.
OPEN = {
    "healthz", "readyz", "language", "hosts.sign_in", "hosts.sign_out", "people.sign_in",
    "people.sign_out", "people.enter_code", "people.show_privacy", "people.show_card_sign_in",
    "people.sign_in_by_card", "entries.list_contests", "entries.show_contest", "entries.register",
    "entries.suggest",
    "results.lots.show_board_lots",
    "results.lots.show_lots",
    "results.public.show_results", "results.public.show_chart",
    "results.public.show_numbers", "results.publications.show_questions",
    "results.publications.show_key", "results.publications.look_up", "attempts.save_page",
    "attempts.hand_in", "bank.pictures.show_picture", "attempts.save_answers",
    "regulation.show_versions",
    "attempts.tell_news",
}  # fmt: skip
ENTRANTS = {
    "results.places.show_own",
    "people.show_card", "people.make_new_code", "entries.show_me", "attempts.list_attempts",
    "attempts.show_attempt", "attempts.show_receipt", "attempts.show_result", "attempts.start",
    "entries.guardian.show_consent", "entries.guardian.give_consent",
    "entries.guardian.withdraw_consent",
    "results.complaints.choose_kind", "results.complaints.complain",
    "results.complaints.show_complaint", "results.complaints.withdraw",
    "results.complaints.list_own",
    "results.claims.list_own", "results.claims.claim",
}  # fmt: skip
# Pages of any account, whatever its roles.
ACCOUNT = {"hosts.home", "hosts.change_password"}
# Pages of whoever is invited to appraise, without a role: tests/contest/bank/test_appraisals.py.
INVITED = {
    "bank.appraisals.list_open", "bank.appraisals.show_question", "bank.appraisals.add_comment",
    "bank.appraisals.give_opinion", "bank.appraisals.pass_review", "bank.appraisals.send_back",
}  # fmt: skip
STAFF: dict[str, Action] = {
    "hosts.show_host": Action.SEE_HOST,
    "hosts.list_staff": Action.MANAGE_STAFF,
    "hosts.grant_role": Action.MANAGE_STAFF,
    "hosts.end_grant": Action.MANAGE_STAFF,
    "hosts.show_audit": Action.SEE_AUDIT,
    "hosts.settings.edit_settings": Action.MANAGE_HOST,
    "units.list_units": Action.SEE_UNITS,
    "units.add_unit": Action.MANAGE_UNITS,
    "units.edit_unit": Action.MANAGE_UNITS,
    "units.end_unit": Action.MANAGE_UNITS,
    "units.reopen_unit": Action.MANAGE_UNITS,
    "units.download_list": Action.MANAGE_UNITS,
    "units.import_list": Action.MANAGE_UNITS,
    "entrants.list_entrants": Action.SEE_ENTRANTS,
    "entrants.show_entrant": Action.SEE_ENTRANTS,
    "entrants.give_new_code": Action.HELP_ENTRANTS,
    "bank.list_questions": Action.SEE_QUESTIONS,
    "bank.show_question": Action.SEE_QUESTIONS,
    "bank.list_versions": Action.SEE_QUESTIONS,
    "bank.write_question": Action.WRITE_QUESTIONS,
    "bank.edit_question": Action.WRITE_QUESTIONS,
    "bank.imports.list_imports": Action.WRITE_QUESTIONS,
    "bank.imports.download_sample": Action.WRITE_QUESTIONS,
    "bank.imports.show_import": Action.WRITE_QUESTIONS,
    "bank.imports.change_items": Action.WRITE_QUESTIONS,
    "bank.imports.match_topics": Action.WRITE_QUESTIONS,
    "bank.imports.take_over": Action.WRITE_QUESTIONS,
    "bank.imports.cancel": Action.WRITE_QUESTIONS,
    "bank.imports.items.edit_item": Action.WRITE_QUESTIONS,
    "bank.exports.show_export": Action.SEE_QUESTIONS,
    "bank.exports.download": Action.SEE_QUESTIONS,
    "bank.exports.list_losses": Action.SEE_QUESTIONS,
    "bank.review.submit": Action.WRITE_QUESTIONS,
    "bank.review.approve": Action.APPROVE_QUESTIONS,
    "bank.review.pass_review": Action.REVIEW_QUESTIONS,
    "bank.comments.add_comment": Action.SEE_QUESTIONS,
    "bank.compare.show_difference": Action.SEE_QUESTIONS,
    "bank.queue.show_queue": Action.SEE_QUESTIONS,
    "bank.adopt.adopt": Action.APPROVE_QUESTIONS,
    "bank.appraisers.list_appraisers": Action.INVITE_APPRAISERS,
    "bank.appraisers.invite": Action.INVITE_APPRAISERS,
    "bank.appraisers.end": Action.INVITE_APPRAISERS,
    "bank.bulk.choose": Action.SEE_QUESTIONS,
    "bank.bulk.carry_out": Action.SEE_QUESTIONS,
    "bank.review.send_back": Action.REVIEW_QUESTIONS,
    "bank.review.retire": Action.RETIRE_QUESTIONS,
    "bank.review.lend": Action.LEND_QUESTIONS,
    "bank.review.end_loan": Action.LEND_QUESTIONS,
    "bank.lend_questions": Action.LEND_QUESTIONS,
    "bank.documents.list_documents": Action.SEE_QUESTIONS,
    "bank.documents.show_document": Action.SEE_QUESTIONS,
    "bank.documents.add_document": Action.MANAGE_DOCUMENTS,
    "bank.documents.edit_document": Action.MANAGE_DOCUMENTS,
    "bank.documents.end_document": Action.MANAGE_DOCUMENTS,
    "bank.documents.recall_questions": Action.MANAGE_DOCUMENTS,
    "bank.lists.show_list": Action.MANAGE_LISTS,
    "bank.lists.add_line": Action.MANAGE_LISTS,
    "bank.lists.end_line": Action.MANAGE_LISTS,
    "coverage.show_coverage": Action.SEE_QUESTIONS,
    "contests.list_contests": Action.SEE_CONTESTS,
    "contests.show_contest": Action.SEE_CONTESTS,
    "contests.show_regulation": Action.SEE_CONTESTS,
    "contests.rounds.show_round": Action.SEE_CONTESTS,
    "contests.create_contest": Action.MANAGE_CONTESTS,
    "contests.edit_contest": Action.MANAGE_CONTESTS,
    "contests.publishing.clone": Action.MANAGE_CONTESTS,
    "contests.audiences.add_audience": Action.MANAGE_CONTESTS,
    "contests.audiences.edit_audience": Action.MANAGE_CONTESTS,
    "contests.audiences.remove_audience": Action.MANAGE_CONTESTS,
    "contests.rounds.add_round": Action.MANAGE_CONTESTS,
    "contests.rounds.edit_round": Action.MANAGE_CONTESTS,
    "contests.rounds.remove_round": Action.MANAGE_CONTESTS,
    "contests.papers.edit_blueprint": Action.MANAGE_CONTESTS,
    "contests.papers.preview_paper": Action.PREVIEW_CONTESTS,
    "contests.pools.show_pool": Action.SEE_QUESTIONS,
    "contests.pools.show_looks": Action.SEE_KEY_LOOKS,
    "contests.publishing.confirm_publishing": Action.PUBLISH_CONTESTS,
    "contests.publishing.publish": Action.PUBLISH_CONTESTS,
    "contests.publishing.unpublish": Action.PUBLISH_CONTESTS,
    "contests.publishing.pin": Action.PUBLISH_CONTESTS,
    "contests.disclosure.edit": Action.MANAGE_CONTESTS,
    "contests.disclosure.freeze": Action.MANAGE_CONTESTS,
    "contests.official.show_document": Action.SEE_PAPERS,
    "contests.official.download": Action.SEE_PAPERS,
    "contests.notices.list_notices": Action.RUN_CONTESTS,
    "contests.notices.end_notice": Action.RUN_CONTESTS,
    "contests.passwords.set_password": Action.MANAGE_CONTESTS,
    "contests.groups.list_groups": Action.RUN_CONTESTS,
    "contests.groups.remove_group": Action.RUN_CONTESTS,
    "running.list_acts": Action.RUN_CONTESTS,
    "running.act": Action.RUN_CONTESTS,
    "watch.show_watch": Action.WATCH,
    "watch.show_now": Action.WATCH,
    "printed.list_papers": Action.PRINT_PAPERS,
    "printed.show_paper": Action.PRINT_PAPERS,
    "printed.collect": Action.PRINT_PAPERS,
    "printed.void": Action.PRINT_PAPERS,
    "printed.typing.type_in": Action.TYPE_PAPERS,
    "printed.typing.settle": Action.TYPE_PAPERS,
    "care.list_extras": Action.RUN_CONTESTS,
    "care.end_extra": Action.RUN_CONTESTS,
    "care.reopening.find_attempts": Action.RUN_CONTESTS,
    "care.reopening.reopen": Action.RUN_CONTESTS,
    "contests.grants.list_grants": Action.MANAGE_STAFF,
    "contests.grants.end_grant": Action.MANAGE_STAFF,
    "contests.conditions.edit_conditions": Action.MANAGE_CONTESTS,
    "contests.conditions.edit_audience_conditions": Action.MANAGE_CONTESTS,
    "contests.guardians.list_young": Action.TICK_GUARDIANS,
    "contests.guardians.tick_in": Action.TICK_GUARDIANS,
    "contests.unchecked.list_unchecked": Action.SEE_UNCHECKED,
    "people_lists.list_lists": Action.MANAGE_PEOPLE_LISTS,
    "people_lists.bring_list": Action.MANAGE_PEOPLE_LISTS,
    "people_lists.show_list": Action.MANAGE_PEOPLE_LISTS,
    "people_lists.delete_list": Action.MANAGE_PEOPLE_LISTS,
    "contests.headcounts.list_headcounts": Action.SEE_HEADCOUNTS,
    "contests.headcounts.set_headcounts": Action.SET_HEADCOUNTS,
    "contests.headcounts.read_list": Action.SET_HEADCOUNTS,
    "hosts.holidays.list_holidays": Action.MANAGE_LISTS,
    "hosts.holidays.remove_holiday": Action.MANAGE_LISTS,
    "results.terms.edit_terms": Action.MANAGE_CONTESTS,
    "results.register.show_register": Action.SEE_COMPLAINTS,
    "results.register.show_complaint": Action.SEE_COMPLAINTS,
    "results.register.export_register": Action.SEE_COMPLAINTS,
    "results.register.enter_paper": Action.RECEIVE_COMPLAINTS,
    "results.claim_terms.edit_terms": Action.MANAGE_CONTESTS,
    "results.payouts.list_prizes": Action.SEE_CLAIMS,
    "results.payouts.show_prize": Action.SEE_CLAIMS,
    "results.payouts.open_payee": Action.PAY_PRIZES,
    "results.payouts.enter_claim": Action.PAY_PRIZES,
    "results.payouts.hand_over": Action.PAY_PRIZES,
    "results.payouts.extend": Action.SETTLE,
    "results.payouts.end": Action.SETTLE,
    "results.dossiers.show_dossier": Action.SEE_DOSSIERS,
    "results.dossiers.show_dossier_of_complaint": Action.ANSWER_COMPLAINTS,
    "results.answers.assign": Action.ASSIGN_COMPLAINTS,
    "results.answers.leave": Action.ASSIGN_COMPLAINTS,
    "results.answers.answer": Action.ANSWER_COMPLAINTS,
    "results.answers.finish": Action.ANSWER_COMPLAINTS,
    "results.show_results": Action.SEE_RESULTS,
    "results.show_chart": Action.SEE_RESULTS,
    "results.show_standings": Action.SEE_STANDINGS,
    "results.computing.ask": Action.RANK,
    "results.computing.ask_board": Action.RANK,
    "results.computing.follow": Action.SEE_RESULTS,
    "results.computing.follow_board": Action.SEE_RESULTS,
    "results.awards.show_awards": Action.SEE_STANDINGS,
    "results.awards.show_changes": Action.SEE_STANDINGS,
    "results.awards.show_units": Action.SEE_RESULTS,
    "results.awards.show_board": Action.SEE_STANDINGS,
    "results.awards.show_board_awards": Action.SEE_STANDINGS,
    "results.awards.show_board_units": Action.SEE_RESULTS,
    "results.unit_boards.show_round": Action.SEE_STANDINGS,
    "results.unit_boards.show_contest": Action.SEE_STANDINGS,
    "results.awards.export_board": Action.EXPORT_RESULTS,
    "results.lots.enter_lots": Action.SETTLE,
    "results.settlements.settle_round": Action.SETTLE,
    "results.settlements.settle_round_units": Action.SETTLE,
    "results.settlements.settle_board": Action.SETTLE,
    "results.settlements.settle_board_units": Action.SETTLE,
    "results.committee.show_units": Action.SETTLE,
    "results.committee.mark_unit": Action.SETTLE,
    "results.committee.propose_unit": Action.SETTLE,
    "contests.prizes.list_prizes": Action.SEE_CONTESTS,
    "contests.prizes.set_terms": Action.MANAGE_CONTESTS,
    "contests.prizes.add_prize": Action.MANAGE_CONTESTS,
    "contests.prizes.edit_prize": Action.MANAGE_CONTESTS,
    "contests.prizes.remove_prize": Action.MANAGE_CONTESTS,
    "contests.prizes.edit_units": Action.MANAGE_CONTESTS,
    "contests.prizes.add_criterion": Action.MANAGE_CONTESTS,
    "results.export_workbook": Action.EXPORT_RESULTS,
    "results.export_csv": Action.EXPORT_RESULTS,
    "results.extras.edit_truth": Action.SET_TRUTHS,
    "results.extras.recount_truth": Action.SET_TRUTHS,
    "results.extras.mark_texts": Action.MARK_TEXTS,
    "results.keys.list_versions": Action.CORRECT_KEYS,
    "results.keys.correct_key": Action.CORRECT_KEYS,
    "results.keys.show_version": Action.CORRECT_KEYS,
    "results.keys.publish": Action.CORRECT_KEYS,
    "results.keys.withdraw": Action.CORRECT_KEYS,
    "results.keys.export_impact": Action.CORRECT_KEYS,
    "results.ways.show_ways": Action.SEE_WAY,
    "results.ways.take_step": Action.MOVE_RESULTS,
    "results.ways.confirm": Action.CONFIRM_RESULTS,
    "results.uses.show_uses": Action.SEE_QUESTIONS,
    "results.items.show_items": Action.SEE_RESULTS,
    "results.items.show_chart": Action.SEE_RESULTS,
    "results.items.show_item": Action.SEE_RESULTS,
    "results.items.show_options": Action.SEE_QUESTIONS,
    "results.items.export_items": Action.EXPORT_RESULTS,
    "checks.list_checks": Action.CHECK_ENTRANTS,
    "checks.show_check": Action.CHECK_ENTRANTS,
    "checks.note_items": Action.CHECK_ENTRANTS,
    "checks.note_call": Action.CHECK_ENTRANTS,
    "checks.settle": Action.CHECK_ENTRANTS,
    "checks.decide": Action.RECOGNISE,
    "checks.correct": Action.RECOGNISE,
    "checks.verify_ticked": Action.RECOGNISE,
    "checks.merges.choose_other": Action.RECOGNISE,
    "checks.merges.merge": Action.RECOGNISE,
}


def endpoints_of(app: Flask) -> set[str]:
    return {rule.endpoint for rule in app.url_map.iter_rules()} - {"static", "statics"}


@pytest.fixture
def world(rows):
    """One of each thing that an address names."""
    return make_world()


def address(app: Flask, endpoint: str, world: dict[str, Any]) -> str:
    given = dict(world)
    if endpoint.startswith("entrants."):
        given["number"] = world["entrant"]
    if endpoint.startswith("results."):
        given["audience"] = 1
    if endpoint.startswith("contests.official."):
        given["document_id"] = world["official_id"]
    if endpoint.startswith("running."):
        given["kind"] = "suspend"
    if endpoint.startswith("results.ways."):
        given["audience"] = 0
    if endpoint == "contests.grants.end_grant":
        given["grant_id"] = world["contest_grant_id"]
    rule = next(each for each in app.url_map.iter_rules(endpoint))
    with app.test_request_context():
        values = {name: given[name] for name in rule.arguments}
        return app.url_map.bind("localhost").build(endpoint, values)


def statuses(app: Flask, endpoint: str, url: str, account: Any, log_in: Any) -> set[int]:
    """What each way of asking is answered with."""
    methods = {method for rule in app.url_map.iter_rules(endpoint) for method in rule.methods or ()}
    client = app.test_client()
    if account is not None:
        log_in(account, client)
    return {client.open(url, method=each).status_code for each in methods & {"GET", "POST"}}


def test_every_page_has_its_right_in_a_table(app):
    known = OPEN | ENTRANTS | ACCOUNT | INVITED | set(STAFF)
    assert endpoints_of(app) == known


@pytest.mark.parametrize("endpoint", sorted(STAFF))
def test_a_page_opens_for_its_roles_alone(app, world, log_in, at, endpoint):
    at(NOON)
    url = address(app, endpoint, world)
    for role in Role:
        account = make_account(world["host"], role)
        found = statuses(app, endpoint, url, account, log_in)
        if role in ALLOWED[STAFF[endpoint]]:
            assert not found & {401, 403, 404, 500}, role
        else:
            assert found == {403}, role


@pytest.mark.parametrize("endpoint", sorted(STAFF))
def test_the_same_roles_of_a_stranger_host_find_nothing(app, world, log_in, at, endpoint):
    at(NOON)
    url = address(app, endpoint, world)
    for role in Role:
        account = make_account(world["stranger"], role)
        assert statuses(app, endpoint, url, account, log_in) == {404}, role


@pytest.mark.parametrize("endpoint", sorted(INVITED))
def test_an_invitation_opens_nothing_for_the_hosts_own_roles(app, world, log_in, at, endpoint):
    at(NOON)
    url = address(app, endpoint, world)
    for role in Role:
        account = make_account(world["host"], role)
        assert statuses(app, endpoint, url, account, log_in) == {404}, role


@pytest.mark.parametrize("endpoint", sorted({*STAFF, *ACCOUNT, *INVITED}))
def test_nobody_is_asked_to_sign_in(app, world, log_in, endpoint):
    url = address(app, endpoint, world)
    assert statuses(app, endpoint, url, None, log_in) == {401}


@pytest.mark.parametrize("endpoint", sorted(ENTRANTS - {"attempts.start"}))
def test_a_device_that_is_nobodys_is_told_so(app, world, log_in, endpoint):
    url = address(app, endpoint, world | {"public_id": "x"})
    assert statuses(app, endpoint, url, None, log_in) == {401}
