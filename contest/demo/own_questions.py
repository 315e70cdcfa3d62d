"""Which questions has the demo's department of its own: one of each kind, two with a picture?"""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from contest.bank import queries, service
from contest.bank.document_queries import register_of
from contest.bank.models import Audience, Question, Topic
from contest.bank.picture_service import keep_pictures
from contest.clock import VIETNAM
from contest.db import db
from contest.demo.people import CITIZENS, OFFICIALS
from contest.hosts.models import Account, Host
from questions.legal import Law
from questions.model import Difficulty, Kind, LegalBasis, Option
from questions.pictures import picture_of

TOPIC, TOPIC_NAME = "quy-trinh-mot-cua", "Quy trình một cửa"
STEPS = picture_of((Path(__file__).parent / "pictures" / "mot-cua.png").read_bytes())
SHOWN = STEPS.mark(
    "Sơ đồ năm bước: người dân nộp hồ sơ; Trung tâm tiếp nhận, chuyển hồ sơ; cơ quan giải quyết; "
    "Trung tâm trả kết quả; người dân nhận kết quả"
)
ONE_STOP = LegalBasis("Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 của Chính phủ")
TWO_LEVELS = LegalBasis(
    "Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16/6/2025 của Quốc hội"
)
ASKED = (
    (
        Kind.SINGLE,
        f"Theo sơ đồ, nơi nào trả kết quả cho người dân?\n{SHOWN}",
        {"Trung tâm": True, "Cơ quan giải quyết": False, "Nhà văn hóa": False, "Trạm y tế": False},
        "Người dân nộp hồ sơ ở đâu thì nhận kết quả ở đó, không phải đi nhiều nơi.",
        ONE_STOP,
    ),
    (
        Kind.SEVERAL,
        "Người dân nộp hồ sơ thủ tục hành chính được bằng những cách nào?",
        {
            "Nộp trực tiếp tại Trung tâm Phục vụ hành chính công": True,
            "Nộp trực tuyến trên Cổng Dịch vụ công quốc gia": True,
            "Gửi qua dịch vụ bưu chính công ích": True,
            "Gọi điện thoại và đọc hồ sơ cho cán bộ ghi": False,
        },
        "Có ba cách: nộp trực tiếp, trực tuyến, hoặc gửi qua bưu chính công ích.",
        ONE_STOP,
    ),
    (
        Kind.TRUE_FALSE,
        "Chính quyền địa phương nước ta hiện nay có hai cấp: cấp tỉnh và cấp xã.",
        {"Đúng": True, "Sai": False},
        "Từ ngày 01/7/2025 không còn chính quyền cấp huyện.",
        TWO_LEVELS,
    ),
    (
        Kind.STATEMENTS,
        f"Theo sơ đồ, mỗi ý sau đúng hay sai?\n{SHOWN}",
        {
            "Người dân nộp hồ sơ tại Trung tâm.": True,
            "Người dân tự mang hồ sơ đến cơ quan giải quyết.": False,
            "Trung tâm chuyển hồ sơ đến cơ quan giải quyết.": True,
            "Cơ quan giải quyết trả kết quả thẳng cho người dân.": False,
        },
        "Người dân chỉ gặp Trung tâm; hồ sơ và kết quả do các cơ quan chuyển cho nhau.",
        ONE_STOP,
    ),
)


def write_own_questions(
    new_id: Callable[[], str], host: Host, author: Account, approver: Account, at: datetime
) -> list[Question]:
    """Write the questions under a topic of the host's own, and take them into use."""
    topic = Topic(host_id=host.id, code=TOPIC, name=TOPIC_NAME, name_en="One-stop process")
    db.session.add(topic)
    db.session.flush()
    keep_pictures([STEPS], at)
    law = Law(register_of(host), at.astimezone(VIETNAM).date())
    made = []
    for number, text in enumerate(_texts(topic), 1):
        question = service.write_question(new_id(), host, f"{TOPIC}-{number:03}", text, author, at)
        service.submit(question.latest)
        service.approve(question.latest, approver, at, law)
        made.append(question)
    db.session.add_all(made)
    db.session.flush()
    return made


def _texts(topic: Topic) -> Iterator[service.Text]:
    audiences = queries.list_nation_lines(Audience)
    for kind, stem, options, explanation, basis in ASKED:
        yield service.Text(
            kind=kind,
            stem=stem,
            options=tuple(
                Option(text, is_right, stays=kind is Kind.TRUE_FALSE)
                for text, is_right in options.items()
            ),
            topic=topic,
            difficulty=Difficulty.EASY,
            audiences=(audiences[CITIZENS], audiences[OFFICIALS]),
            explanation=explanation,
            basis=(basis,),
        )
