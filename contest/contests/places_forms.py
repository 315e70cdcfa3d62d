"""Where one lives, works or studies: typed freely, settled by the lists, never guessed.

Where several places fit what was typed, they are offered as choices and the form comes back; it
is a step of the page, so that it works without a script.
"""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import Length

from contest.contests.models import Ask
from contest.hosts.models import Host
from contest.rules.unit_search import Match
from contest.units import places_queries as places
from contest.units.models import Unit
from contest.web.choices import choice, choices
from contest.web.forms import Form, TextField

OWN_WORDS = "own-words"
OTHER = "other"
LONGEST_HAMLET, LONGEST_PLACE = 120, 200


class PlaceFields(Form):
    """The part of a form that asks for residence and unit; ``settled_…`` hold what was found."""

    residence = TextField(
        _l("Nơi cư trú: xã, phường hoặc đặc khu"),
        description=_l(
            "Gõ tên hiện nay hoặc tên cũ, có dấu hay không dấu đều được. "
            "Nhiều nơi trùng tên thì trang sẽ hỏi lại."
        ),
        validators=[Length(max=LONGEST_PLACE, message=_l("Vui lòng gõ ngắn hơn 200 ký tự."))],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    residence_asked = HiddenField()
    residence_choice = RadioField(_l("Bạn cư trú ở nơi nào?"), validate_choice=False)
    country = SelectField(_l("Nước đang sinh sống"), default="")
    hamlet_choice = RadioField(_l("Thôn, bản, tổ dân phố, khu phố của bạn"), validate_choice=False)
    hamlet = TextField(
        _l("Tên thôn, bản, tổ dân phố, khu phố"),
        validators=[Length(max=LONGEST_HAMLET, message=_l("Vui lòng gõ ngắn hơn 120 ký tự."))],
    )
    unit = TextField(
        _l("Nơi làm việc hoặc học tập"),
        description=_l("Gõ tên cơ quan, đơn vị, trường học. Không có thì để trống."),
        validators=[Length(max=LONGEST_PLACE, message=_l("Vui lòng gõ ngắn hơn 200 ký tự."))],
        render_kw={"autocomplete": "organization"},
    )
    unit_asked = HiddenField()
    unit_choice = RadioField(_l("Bạn thuộc đơn vị nào?"), validate_choice=False)

    def shape_places(self, host: Host, residence: Ask, unit: Ask) -> None:
        """Leave what is asked for; a commune's own contest begins with its name and hamlets."""
        self.settled_residence: Unit | None = None
        self.settled_country: str | None = None
        self.settled_hamlet = ""
        self.settled_unit: Unit | None = None
        self.settled_unit_name = ""
        self._residence_ask, self._unit_ask = residence, unit
        if residence is Ask.NO:
            del self.residence, self.residence_asked, self.residence_choice
            del self.country, self.hamlet_choice, self.hamlet
        else:
            self.residence_choice.choices, self.hamlet_choice.choices = [], []
            self.needs_hamlet = False
        if unit is Ask.NO:
            del self.unit, self.unit_asked, self.unit_choice
        else:
            self.unit_choice.choices = []
            if unit is Ask.REQUIRED:
                self.unit.description = _l("Gõ tên cơ quan, đơn vị, trường học của bạn.")

    def begin_with(self, host: Host, commune: Unit | None) -> None:
        """Fill in a commune, and offer the hamlets that the host's list has there."""
        if "residence" in self and commune:
            self.residence.data = in_full(commune)
            self._offer_hamlets(places.list_hamlets(host, commune))

    def suggest(self, host: Host) -> None:
        """Offer what fits so far, while it is typed; nothing is settled and nothing is wrong."""
        if "residence" in self:
            typed = self.residence.data or ""
            self.residence_asked.data, self.residence_choice.data = typed, None
            found = places.find_communes(typed, host)
            self.residence_choice.choices = [_match_choice(each) for each in found]
        if "unit" in self:
            typed = self.unit.data or ""
            self.unit_asked.data, self.unit_choice.data = typed, None
            units = places.find_own_units(typed, host)
            self.unit_choice.choices = choices((each.public_id, each.full_name) for each in units)

    def settle_places(self, host: Host) -> None:
        """Find what was typed; what is missing or not clear is marked on its field."""
        if "residence" in self and not self.residence.errors:
            self._settle_residence(host)
        if "unit" in self and not self.unit.errors:
            self._settle_unit(host)

    def _settle_residence(self, host: Host) -> None:
        typed = self.residence.data or ""
        if self.country.data:
            self.settled_country = self.country.data
            return
        if not typed:
            if self._residence_ask is Ask.REQUIRED:
                self.residence.errors = [gettext("Vui lòng gõ tên xã, phường nơi bạn cư trú.")]
            return
        found = places.find_communes(typed, host)
        match = self._meant(found)
        if match is None:
            self._ask_residence(typed, found)
            return
        self.settled_residence = places.find_commune(match.commune.code)
        self.residence_asked.data = typed
        if len({each.commune.code for each in found}) > 1:
            self.residence_choice.choices = [_match_choice(each) for each in found]
        self._settle_hamlet(host, match)

    def _meant(self, found: tuple[Match, ...]) -> Match | None:
        """The one that was picked of these, or the only commune there is."""
        picked = self.residence_choice.data
        if picked and self.residence_asked.data == self.residence.data:
            return next((each for each in found if _match_value(each) == picked), None)
        if len({each.commune.code for each in found}) == 1:
            return found[0]
        return None

    def _ask_residence(self, typed: str, found: tuple[Match, ...]) -> None:
        if not found:
            self.residence.errors = [
                gettext(
                    "Không tìm thấy xã, phường nào tên như vậy. Vui lòng xem lại cách viết, "
                    "hoặc gõ thêm tên tỉnh hay tên huyện cũ."
                )
            ]
            return
        self.residence_asked.data, self.residence_choice.data = typed, None
        self.residence_choice.choices = [_match_choice(each) for each in found]
        self.residence_choice.errors = [
            gettext("Có nhiều nơi ứng với tên này. Vui lòng chọn nơi bạn đang cư trú.")
        ]

    def _settle_hamlet(self, host: Host, match: Match) -> None:
        """The hamlet is asked where the host has a list of them, or the old commune was split."""
        commune = self.settled_residence
        hamlets = places.list_hamlets(host, commune) if commune else []
        if not hamlets and not match.is_split:
            self.settled_hamlet = self.hamlet.data or ""
            return
        self._offer_hamlets(hamlets)
        picked = next((each for each in hamlets if each.public_id == self.hamlet_choice.data), None)
        if picked:
            self.settled_residence = picked
        elif hamlets and self.hamlet_choice.data != OTHER:
            self.hamlet_choice.errors = [gettext("Vui lòng chọn thôn, bản, tổ dân phố của bạn.")]
        elif not self.hamlet.data:
            self.hamlet.errors = [
                gettext("Vui lòng gõ tên thôn, bản, tổ dân phố hoặc khu phố nơi bạn cư trú.")
            ]
        else:
            self.settled_hamlet = self.hamlet.data

    def _offer_hamlets(self, hamlets: list[Unit]) -> None:
        self.needs_hamlet = True
        if hamlets:
            offered = [(each.public_id, each.full_name) for each in hamlets]
            other = gettext("Nơi khác, ghi ở ô bên dưới")
            self.hamlet_choice.choices = choices([*offered, (OTHER, other)])

    def _settle_unit(self, host: Host) -> None:
        typed = self.unit.data or ""
        if not typed:
            if self._unit_ask is Ask.REQUIRED:
                self.unit.errors = [gettext("Vui lòng gõ tên nơi bạn làm việc hoặc học tập.")]
            return
        if not places.has_own_units(host):
            self.settled_unit_name = typed
            return
        found = places.find_own_units(typed, host)
        if len(found) == 1 and places.is_named(found[0], typed):
            self.settled_unit = found[0]
            return
        self._choose_unit(typed, found)

    def _choose_unit(self, typed: str, found: list[Unit]) -> None:
        is_answer = self.unit_asked.data == typed
        picked = self.unit_choice.data if is_answer else None
        self.unit_asked.data, self.unit_choice.data = typed, picked
        self.unit_choice.choices = [
            *choices((each.public_id, each.full_name) for each in found),
            choice(
                OWN_WORDS,
                gettext("Không có trong các đơn vị trên; ghi là “%(name)s”", name=typed)
                if found
                else gettext("Không có trong danh sách; ghi là “%(name)s”", name=typed),
            ),
        ]
        if picked == OWN_WORDS:
            self.settled_unit_name = typed
            return
        self.settled_unit = next((each for each in found if each.public_id == picked), None)
        if self.settled_unit is None:
            self.unit_choice.errors = [_unit_question(found)]


def in_full(unit: Unit) -> str:
    """A place with its province: xã Bến Quan, tỉnh Quảng Trị."""
    above = unit.parent
    return f"{unit.full_name}, {above.full_name}" if above else unit.full_name


def _match_value(match: Match) -> str:
    """A reading of a commune: its code, and the old one's where it went in as a part."""
    return f"{match.commune.code}-{match.former.code if match.former else ''}"


def _match_choice(match: Match) -> Any:
    commune = match.commune
    label = f"{commune.full_name}, {commune.province}"
    if match.former:
        old = f"{match.former.full_name}, {match.former.district}"
        words = (
            gettext("Một phần của %(old)s trước đây", old=old)
            if match.is_split
            else gettext("Trước đây là %(old)s", old=old)
        )
        return choice(_match_value(match), label, hint=words)
    if match.alias:
        return choice(
            _match_value(match),
            label,
            hint=gettext("Trước đây là %(old)s", old=match.alias.full_name),
        )
    if match.district:
        return choice(
            _match_value(match), label, hint=gettext("Thuộc %(old)s trước đây", old=match.district)
        )
    return choice(_match_value(match), label)


def _unit_question(found: list[Unit]) -> str:
    if found:
        return str(gettext("Vui lòng chọn đúng đơn vị của bạn."))
    return str(
        gettext(
            "Không tìm thấy đơn vị này trong danh sách. Vui lòng gõ lại tên, "
            "hoặc chọn ghi theo lời của bạn."
        )
    )
