"""What a form says, in Vietnamese, when a library's own rule refuses a field.

WTForms brings no Vietnamese catalogue; each sentence here says what to do.
"""

from contest.web.locale import current_language

REQUIRED = "Vui lòng điền mục này."
NOT_A_CHOICE = "Vui lòng chọn một trong các mục có sẵn."

VIETNAMESE = {
    "This field is required.": REQUIRED,
    "Not a valid choice.": NOT_A_CHOICE,
    "Choices cannot be None.": NOT_A_CHOICE,
    "Invalid Choice: could not coerce.": NOT_A_CHOICE,
    "Invalid choice(s): one or more data inputs could not be coerced.": NOT_A_CHOICE,
    "'%(value)s' is not a valid choice for this field.": NOT_A_CHOICE,
    "'%(value)s' are not valid choices for this field.": NOT_A_CHOICE,
    "Not a valid integer value.": "Vui lòng nhập một số nguyên, ví dụ 25.",
    "Not a valid decimal value.": "Vui lòng nhập một số, ví dụ 25 hoặc 2,5.",
    "Not a valid float value.": "Vui lòng nhập một số, ví dụ 25 hoặc 2,5.",
    "Not a valid date value.": "Vui lòng nhập ngày có thật, ví dụ 27/3/1965.",
    "Not a valid datetime value.": "Vui lòng nhập ngày giờ, ví dụ 24/11/2026 14:30.",
    "Not a valid time value.": "Vui lòng nhập giờ, ví dụ 14:30.",
    "Not a valid week value.": "Vui lòng nhập tuần trong năm.",
    "Invalid email address.": "Vui lòng nhập địa chỉ thư điện tử, ví dụ ten@donvi.gov.vn.",
    "Invalid input.": "Nội dung này chưa đúng mẫu. Vui lòng xem lại và nhập lại.",
    "Invalid URL.": "Vui lòng nhập địa chỉ trang web, ví dụ https://quangtri.gov.vn.",
    "Invalid UUID.": "Mã này chưa đúng. Vui lòng xem lại.",
    "Invalid IP address.": "Vui lòng nhập địa chỉ IP.",
    "Invalid Mac address.": "Vui lòng nhập địa chỉ MAC.",
    "Invalid value, must be one of: %(values)s.": "Vui lòng chọn một trong các mục: %(values)s.",
    "Invalid value, can't be any of: %(values)s.": "Không dùng được các giá trị: %(values)s.",
    "Invalid field name '%s'.": "Không có mục “%s” trong biểu mẫu.",
    "Field must be equal to %(other_name)s.": "Hai lần nhập chưa giống nhau. Vui lòng nhập lại.",
    "Number must be at least %(min)s.": "Vui lòng nhập số từ %(min)s trở lên.",
    "Number must be at most %(max)s.": "Vui lòng nhập số không quá %(max)s.",
    "Number must be between %(min)s and %(max)s.": "Vui lòng nhập số từ %(min)s đến %(max)s.",
    "Date must be at least %(min)s.": "Vui lòng nhập ngày từ %(min)s trở đi.",
    "Date must be at most %(max)s.": "Vui lòng nhập ngày không sau %(max)s.",
    "Date must be between %(min)s and %(max)s.": "Vui lòng nhập ngày từ %(min)s đến %(max)s.",
    "Field must be at least %(min)d character long.": "Vui lòng nhập ít nhất %(min)d ký tự.",
    "Field cannot be longer than %(max)d character.": "Vui lòng nhập không quá %(max)d ký tự.",
    "Field must be exactly %(max)d character long.": "Vui lòng nhập đúng %(max)d ký tự.",
    "Field must be between %(min)d and %(max)d characters long.": (
        "Vui lòng nhập từ %(min)d đến %(max)d ký tự."
    ),
    "This field cannot be edited.": "Mục này không sửa được.",
    "This field is disabled and cannot have a value.": "Mục này đang khóa, không điền được.",
    "File does not have an approved extension.": "Tệp này không đúng loại. Vui lòng chọn tệp khác.",
}


class Messages:
    """The translations object that WTForms asks."""

    def gettext(self, message: str) -> str:
        return VIETNAMESE.get(message, message) if current_language() == "vi" else message

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        if current_language() == "vi":
            return VIETNAMESE.get(singular, singular)
        return singular if number == 1 else plural
