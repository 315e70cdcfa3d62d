"""What is counted while people sit: saves and refusals of each minute."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from contest.db import Base, BigId


class MinuteCount(Base):
    """How often something happened within a minute: answers saved, or a refusal by its code.

    No person and no address is in it.  Kept for a day.
    """

    __tablename__ = "minute_counts"

    # Minutes since 1970-01-01 UTC.
    minute: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    # 0: of the whole site, where no round is known.
    round_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    # "saved", or the code of a refusal.
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    status: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    count: Mapped[int]
