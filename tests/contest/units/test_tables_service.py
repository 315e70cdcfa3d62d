"""The shipped tables come into the database, and stay right when they are loaded again."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from contest.db import db
from contest.units import places_queries as places
from contest.units import tables_service
from contest.units.models import FormerUnit, Succession, Unit, UnitAlias, UnitKind
from contest.units.tables_service import Loaded, Tables, load_tables
from tests import nation
from tests.contest.factories import NOON, build_host


def of_quang_tri() -> Tables:
    """What the tables have of one province."""
    whole = nation.tables()
    communes = [row for row in whole.communes if row["province_code"] == "44"]
    codes = {row["code"] for row in communes}
    moves = [row for row in whole.successions if row["commune_code"] in codes]
    gone = {row["former_code"] for row in moves}
    return Tables(
        provinces=[row for row in whole.provinces if row["code"] == "44"],
        communes=communes,
        former_units=[row for row in whole.former_units if row["code"] in gone],
        successions=moves,
        aliases=whole.aliases,
    )


def count(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


@pytest.fixture
def quang_tri(rows) -> Tables:
    tables = of_quang_tri()
    load_tables(tables, NOON)
    db.session.commit()
    places.forget_index()
    yield tables
    places.forget_index()


def get(code: str) -> Unit:
    return db.session.scalar(
        select(Unit)
        .where(Unit.code == code, Unit.host_id.is_(None))
        .execution_options(populate_existing=True)
    )


def test_every_table_is_loaded(quang_tri):
    assert count(Unit) == 1 + 78
    assert count(FormerUnit) == len(quang_tri.former_units)
    assert count(Succession) == len(quang_tri.successions)
    assert count(UnitAlias) == len(quang_tri.aliases)


def test_a_commune_stands_in_its_province_and_belongs_to_no_host(quang_tri):
    unit = get("19366")
    assert (unit.full_name, unit.kind, unit.host_id) == ("xã Bến Quan", UnitKind.COMMUNE, None)
    assert unit.parent.full_name == "tỉnh Quảng Trị"


def test_loading_again_changes_nothing(quang_tri):
    assert load_tables(quang_tri, NOON) == Loaded(0, 0, 0)


def test_a_wrong_name_is_corrected(quang_tri):
    get("19366").name = "Bến Quang"
    db.session.flush()
    assert load_tables(quang_tri, NOON) == Loaded(0, 1, 0)
    assert get("19366").name == "Bến Quan"


def test_a_commune_that_is_no_longer_listed_is_ended_and_kept(quang_tri):
    fewer = replace(
        quang_tri,
        communes=[row for row in quang_tri.communes if row["code"] != "19742"],
        successions=[row for row in quang_tri.successions if row["commune_code"] != "19742"],
    )
    assert load_tables(fewer, NOON).ended == 1
    assert get("19742").valid_to == date(2030, 5, 4)


def test_a_changed_succession_is_put_right(quang_tri):
    db.session.delete(db.session.scalar(select(Succession).limit(1)))
    db.session.flush()
    assert load_tables(quang_tri, NOON).added == 1


@pytest.mark.parametrize(
    ("text", "code"), [("hồ xá", "19363"), ("vĩnh tân", "19414"), ("Cồn Cỏ", "19742")]
)
def test_the_search_reads_the_loaded_tables(quang_tri, text, code):
    found = places.find_communes(text, build_host())
    assert [each.commune.code for each in found] == [code]


@pytest.mark.slow
def test_the_whole_nation_is_loaded_by_the_command(own_database):
    with own_database.app_context():
        result = own_database.test_cli_runner().invoke(args=["units", "load"])
        assert result.exit_code == 0, result.output
        kinds = dict(db.session.execute(select(Unit.kind, func.count()).group_by(Unit.kind)).all())
        assert kinds == {UnitKind.PROVINCE: 34, UnitKind.COMMUNE: 3321}
        assert count(FormerUnit) == 10_040


def test_the_tables_lie_beside_the_code():
    assert tables_service.read_tables().communes[0]["name"] == "Ba Đình"
