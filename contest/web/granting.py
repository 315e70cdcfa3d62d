"""What is said when a role was given, or may not be held beside another."""

from flask import flash
from flask_babel import gettext

from contest.errors import RolesConflict
from contest.hosts.models import Account
from contest.rules.roles import Role
from contest.web.role_names import ROLE_NAMES


def say_granted(account: Account, password: str | None) -> None:
    """Say it on the next page; a new account's first password is shown there and never again."""
    if password is None:
        flash(gettext("Đã giao vai trò cho %(name)s.", name=account.name), "success")
        return
    flash(
        gettext(
            "Đã lập tài khoản cho %(name)s. Mật khẩu đầu tiên: %(password)s. "
            "Vui lòng chuyển tận tay; mật khẩu này chỉ hiện một lần.",
            name=account.name,
            password=password,
        ),
        "success",
    )


def conflict_words(conflict: RolesConflict) -> str:
    """Which roles stand against the one that was chosen."""
    roles = conflict.details.get("roles")
    named = [str(ROLE_NAMES[Role(each)]) for each in roles] if isinstance(roles, list) else []
    return str(
        gettext(
            "Người này đang giữ vai trò %(roles)s, không được kiêm với vai trò vừa chọn.",
            roles=", ".join(named),
        )
    )
