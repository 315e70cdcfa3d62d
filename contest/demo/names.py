"""What are the made-up people called, and how common is each part of a name?"""

from random import Random

FAMILY = {
    "Nguyễn": 310, "Trần": 105, "Lê": 115, "Hoàng": 80, "Phan": 55, "Võ": 50, "Hồ": 60, "Phạm": 35,
    "Đặng": 20, "Bùi": 18, "Đỗ": 14, "Ngô": 16, "Dương": 14, "Trương": 22, "Đinh": 12, "Cao": 14,
    "Mai": 12, "Thái": 10, "Văn": 8, "Lý": 6, "Đoàn": 8, "Hà": 6, "Tạ": 4, "Châu": 3,
}  # fmt: skip
MIDDLE_OF_MEN = {
    "Văn": 30, "Đức": 12, "Hữu": 10, "Quang": 9, "Minh": 8, "Xuân": 8, "Ngọc": 7, "Công": 6,
    "Thanh": 6, "Bá": 4, "Đình": 4, "Quốc": 5, "Viết": 3, "Trọng": 3, "": 4, "Hữu Minh": 1,
    "Nhật": 2, "Anh": 2,
}  # fmt: skip
MIDDLE_OF_WOMEN = {
    "Thị": 40, "Thị Thanh": 7, "Thị Thu": 7, "Thị Ngọc": 6, "Thị Hồng": 6, "Thị Kim": 5,
    "Thị Mỹ": 5, "Thị Minh": 4, "Ngọc": 5, "Thanh": 4, "Diệu": 3, "Thùy": 3, "Khánh": 3,
    "Phương": 3, "Hoài": 2, "Bảo": 2, "": 1,
}  # fmt: skip
GIVEN_OF_MEN = (
    "An", "Anh", "Bảo", "Bình", "Chiến", "Công", "Cường", "Dũng", "Duy", "Đạt", "Định", "Đức",
    "Giang", "Hải", "Hiếu", "Hiệp", "Hòa", "Hoàng", "Hùng", "Huy", "Hưng", "Khánh", "Khoa", "Kiên",
    "Lâm", "Linh", "Long", "Lợi", "Lộc", "Mạnh", "Minh", "Nam", "Nghĩa", "Nhân", "Phong", "Phú",
    "Phúc", "Phương", "Quân", "Quang", "Quốc", "Quý", "Sơn", "Sỹ", "Tài", "Tâm", "Tân", "Thái",
    "Thành", "Thắng", "Thiện", "Thịnh", "Thọ", "Tiến", "Toàn", "Trí", "Trung", "Tú", "Tuấn", "Tùng",
    "Tường", "Vinh", "Vũ", "Vương",
)  # fmt: skip
GIVEN_OF_WOMEN = (
    "An", "Anh", "Ánh", "Bình", "Châu", "Chi", "Cúc", "Dung", "Duyên", "Đào", "Giang", "Hà", "Hạnh",
    "Hằng", "Hiền", "Hoa", "Hoài", "Hồng", "Huệ", "Huyền", "Hương", "Hường", "Lan", "Lài", "Lệ",
    "Liên", "Linh", "Loan", "Ly", "Mai", "Minh", "My", "Nga", "Ngân", "Nguyệt", "Nhàn", "Nhi",
    "Nhung", "Oanh", "Phúc", "Phương", "Phượng", "Quyên", "Quỳnh", "Tâm", "Thanh", "Thảo", "Thắm",
    "Thoa", "Thơm", "Thu", "Thủy", "Thúy", "Thương", "Trang", "Trâm", "Trinh", "Tuyết", "Uyên",
    "Vân", "Xuân", "Yến", "Ý",
)  # fmt: skip


def made_up_name(chance: Random) -> str:
    """A full name; nobody in particular is meant by it."""
    is_woman = chance.random() < 0.54
    middle = MIDDLE_OF_WOMEN if is_woman else MIDDLE_OF_MEN
    given = GIVEN_OF_WOMEN if is_woman else GIVEN_OF_MEN
    before = f"{pick(chance, FAMILY)} {pick(chance, middle)}".split()
    return " ".join([*before, chance.choice([each for each in given if each not in before])])


def pick(chance: Random, weights: dict[str, int]) -> str:
    """One of the keys, as often as its weight says."""
    return chance.choices(list(weights), list(weights.values()))[0]
