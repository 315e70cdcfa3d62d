"""What each role is called on pages."""

from flask_babel import lazy_gettext as _l

from contest.rules.roles import Role

ROLE_NAMES = {
    Role.ADMINISTRATOR: _l("Quản trị"),
    Role.ORGANISER: _l("Ban Tổ chức"),
    Role.SECRETARY: _l("Tổ Thư ký"),
    Role.WRITER: _l("Người biên soạn câu hỏi"),
    Role.REVIEWER: _l("Người thẩm định câu hỏi"),
    Role.APPROVER: _l("Người duyệt câu hỏi"),
    Role.JUDGE: _l("Ban Giám khảo"),
    Role.CONTACT: _l("Đầu mối của đơn vị"),
    Role.OBSERVER: _l("Người theo dõi"),
}
