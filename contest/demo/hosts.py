"""How do the demo's two offices come to be: their staff, their roles, their lists of units?"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from sqlalchemy import select

from contest.db import db
from contest.demo.plans import COMMUNE, DEPARTMENT
from contest.demo.units import Listed, stated_headcounts
from contest.hosts import service
from contest.hosts.models import Account, Host, HostKind, RoleGrant
from contest.rules.roles import Role
from contest.rules.unit_search import key
from contest.units.models import Unit, UnitAlias

PASSWORD = "cai-cach-hanh-chinh"  # noqa: S105  # the demo's, printed for everyone
CONTACTS_UNIT = "SKHCN"


@dataclass(frozen=True, slots=True)
class Member:
    """One of the staff: an account, and the role it is made for."""

    email: str
    name: str
    role: Role
    host: str = DEPARTMENT


STAFF = (
    Member("quan-tri@demo.example", "Trần Quản Trị", Role.ADMINISTRATOR),
    Member("to-chuc@demo.example", "Lê Thị Tổ Chức", Role.ORGANISER),
    Member("thu-ky@demo.example", "Hoàng Thị Thư Ký", Role.SECRETARY),
    Member("bien-soan@demo.example", "Nguyễn Văn Biên Soạn", Role.WRITER),
    Member("tham-dinh@demo.example", "Phan Thị Thẩm Định", Role.REVIEWER),
    Member("phe-duyet@demo.example", "Võ Phê Duyệt", Role.APPROVER),
    Member("giam-khao@demo.example", "Đặng Giám Khảo", Role.JUDGE),
    Member("dau-moi@demo.example", "Hồ Thị Đầu Mối", Role.CONTACT),
    Member("quan-sat@demo.example", "Bùi Văn Theo Dõi", Role.OBSERVER),
    Member("ben-quan@demo.example", "Hồ Văn Bến Quan", Role.ORGANISER, COMMUNE),
    Member("giam-khao-ben-quan@demo.example", "Trần Thị Công Tâm", Role.JUDGE, COMMUNE),
)


def new_id(chance: Random) -> str:
    """A public id as the platform makes them, of the demo's own chance."""
    return base64.urlsafe_b64encode(chance.randbytes(16)).rstrip(b"=").decode()


def make_hosts(now: datetime) -> dict[str, Host]:
    """The two offices, by their short names."""
    department = service.create_host(
        DEPARTMENT,
        "Sở Nội vụ tỉnh Quảng Trị (bản dùng thử)",
        HostKind.DEPARTMENT,
        now,
        parent_name="Ủy ban nhân dân tỉnh Quảng Trị (bản dùng thử)",
        province_code="44",
    )
    commune = service.create_host(
        COMMUNE,
        "Ủy ban nhân dân xã Bến Quan (bản dùng thử)",
        HostKind.COMMUNE,
        now,
        parent_name="Tỉnh Quảng Trị",
        province_code="44",
        commune_code="19366",
    )
    made = {each.public_id: each for each in (department, commune)}
    db.session.add_all(made.values())
    db.session.flush()
    return made


def make_staff(
    chance: Random, hosts: dict[str, Host], units: dict[str, int], now: datetime
) -> dict[str, Account]:
    """An account for each member of the staff, with its role; by address."""
    made = {
        each.email: service.create_account(new_id(chance), each.email, each.name, PASSWORD, now)
        for each in STAFF
    }
    db.session.add_all(made.values())
    db.session.flush()
    db.session.add_all(_grant(chance, each, made[each.email], hosts, units, now) for each in STAFF)
    db.session.flush()
    return made


def _grant(
    chance: Random,
    member: Member,
    account: Account,
    hosts: dict[str, Host],
    units: dict[str, int],
    now: datetime,
) -> RoleGrant:
    unit_id = units[CONTACTS_UNIT] if member.role is Role.CONTACT else None
    host = hosts[member.host]
    return service.grant_role(
        new_id(chance), account, host, member.role, (), by=None, now=now, unit_id=unit_id
    )


def list_units(chance: Random, host: Host, listed: Sequence[Listed]) -> dict[str, int]:
    """Write a host's list down; parents stand before their units.  Returns ids by code."""
    communes, stated = commune_ids(), stated_headcounts(listed)
    made: dict[str, Unit] = {}
    for each in listed:
        above = made.get(each.parent or "")
        unit = Unit(
            public_id=new_id(chance),
            host_id=host.id,
            code=each.code,
            kind=each.kind,
            label=each.label,
            name=each.name,
            folded=key(f"{each.label} {each.name}"),
            parent_id=above.id if above else communes.get(each.parent or ""),
            commune_id=communes.get(each.commune or ""),
            block=each.block,
            headcount=stated[each.code],
        )
        unit.aliases += [UnitAlias(name=alias, folded=key(alias)) for alias in each.aliases]
        db.session.add(unit)
        db.session.flush()
        made[each.code] = unit
    return {code: unit.id for code, unit in made.items()}


def commune_ids(province: str | None = None) -> dict[str, int]:
    """The nation's communes, or those of one province: ids by code."""
    query = select(Unit.code, Unit.id).where(Unit.host_id.is_(None), Unit.parent_id.is_not(None))
    if province:
        above = select(Unit.id).where(Unit.host_id.is_(None), Unit.code == province)
        query = query.where(Unit.parent_id == above.scalar_subquery())
    return {code: id_ for code, id_ in db.session.execute(query.order_by(Unit.code)) if code}
