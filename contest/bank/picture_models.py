"""The pictures that questions show."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from contest.db import Base
from questions.pictures import NAME_LENGTH


class StoredPicture(Base):
    """A picture under the name that follows from its content.  A row never changes.

    It belongs to no host: the same picture has the same name everywhere, and who knows the name
    has seen the picture or the question.
    """

    __tablename__ = "pictures"

    name: Mapped[str] = mapped_column(String(NAME_LENGTH), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(20))
    # In pixels, where the beginning of the content tells them.
    width: Mapped[int | None]
    height: Mapped[int | None]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    created_at: Mapped[datetime]
