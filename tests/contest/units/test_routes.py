import csv
import io

import pytest

from contest.audit.models import AuditEntry
from contest.rules.roles import Role
from contest.units import places_queries
from contest.units.models import Unit, UnitKind
from questions.text import fold
from tests.contest.factories import keep, make_account, make_host, serial


def make_unit(host, name, **given):
    usual = {
        "public_id": f"unit-{serial()}",
        "host": host,
        "kind": UnitKind.AGENCY,
        "label": "",
        "name": name,
        "folded": fold(f"{given.get('label', '')} {name}"),
    }
    return keep(Unit(**usual | given))


@pytest.fixture
def host(rows, log_in):
    """A commune's office, whose organiser is signed in, and two of today's communes."""
    places_queries.forget_index()
    province = make_unit(
        None, "Quảng Trị", public_id="44", code="44", kind=UnitKind.PROVINCE, label="tỉnh"
    )
    for code, name in (("19366", "Bến Quan"), ("19363", "Vĩnh Linh")):
        make_unit(
            None,
            name,
            public_id=code,
            code=code,
            kind=UnitKind.COMMUNE,
            label="xã",
            parent_id=province.id,
        )
    host = make_host(commune_code="19366")
    log_in(make_account(host, Role.ORGANISER))
    yield host
    places_queries.forget_index()


def url(host, *parts):
    return "/".join(["/hosts", host.public_id, "units", *parts])


def own(rows, host):
    found = rows.query(Unit).filter_by(host_id=host.id).order_by(Unit.id)
    return {each.full_name: each for each in found}


def upload(text):
    content = text if isinstance(text, bytes) else text.encode()
    return {"file": (io.BytesIO(content), "don-vi.csv")}


def test_the_list_is_in_the_navigation_and_empty_at_first(client, host):
    page = client.get(url(host)).text
    assert "Chưa có đơn vị nào trong danh sách." in page
    assert f'href="{url(host)}"' in page
