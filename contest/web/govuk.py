"""How a WTForms field is told to the GOV.UK macros: their parameters, as plain dicts."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from flask import Flask
from flask_babel import gettext
from flask_wtf import FlaskForm
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    FileField,
    FormField,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.csrf.core import CSRFTokenField

from contest.web.fields import BirthField, DateTimeLocalField, DayField, PartsField

Params = dict[str, Any]
Maker = Callable[[Any, Params, Params], Params]

KINDS: list[tuple[type[Field], str]] = [
    (CSRFTokenField, "hidden"),
    (HiddenField, "hidden"),
    (RadioField, "radios"),
    (SelectMultipleField, "checkboxes"),
    (SelectField, "select"),
    (BooleanField, "checkbox"),
    (TextAreaField, "textarea"),
    (FileField, "file"),
    (PartsField, "parts"),
]
# The largest body (contest.app), less what is sent beside a file: the token, other fields.
LARGEST_FILE = 16 * 1024 * 1024 - 64 * 1024
WIDTHS = {DayField: (2, 2, 4), BirthField: (2, 2, 4), DateTimeLocalField: (10, 5)}
# The browser would check these in its own language, or cut what is typed.
LEFT_OUT = {
    "required",
    "maxlength",
    "minlength",
    "min",
    "max",
    "step",
    "class",
    "id",
    "name",
    "type",
}


class Problem(NamedTuple):
    """A sentence of the error summary, and the control it is about."""

    control_id: str | None
    sentence: str
    label: str = ""

    @property
    def named_sentence(self) -> str:
        return f"{self.label}: {self.sentence}" if self.label else self.sentence


def register(app: Flask) -> None:
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(f"{app.root_path}/web/templates"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    app.jinja_env.globals.update(
        govuk_kind=kind,
        govuk_params=params,
        error_items=error_items,
        html_attributes=html_attributes,
    )


def kind(control: Field) -> str:
    """Which macro draws the control."""
    return next((name for cls, name in KINDS if isinstance(control, cls)), "input")


def params(control: Field, **given: Any) -> Params:
    """The macro's parameters.

    ``label``, ``hint``, ``label_class``, ``is_heading``, ``width``, ``inline``, ``prefix``,
    ``suffix``, ``rows`` and ``group_class`` are ours; every other keyword is an attribute of the
    control, underscores as hyphens.
    """
    common = _common(control, given)
    own: dict[str, Maker] = {
        "radios": _choices,
        "checkboxes": _choices,
        "checkbox": _single_box,
        "parts": _parts,
    }
    make = own.get(kind(control), _simple)
    return common | make(control, given, _attributes(control, given))


def problems(form: FlaskForm) -> list[Problem]:
    """Every error of the form, in the order of its fields; the form's own come first."""
    own = [Problem(None, str(each)) for each in form.form_errors]
    return own + [each for control in form for each in _problems_of(control)]


def error_items(form: FlaskForm) -> list[Params]:
    """The problems as the error summary's macro wants them."""
    return [
        {"text": each.named_sentence} | ({"href": f"#{each.control_id}"} if each.control_id else {})
        for each in problems(form)
    ]


def _problems_of(control: Field) -> Iterator[Problem]:
    if isinstance(control, FieldList | FormField):
        for inner in control:
            yield from _problems_of(inner)
        if isinstance(control, FieldList):
            said = (each for each in control.errors if isinstance(each, str))
            yield from (Problem(control.id, each) for each in said)
    else:
        for each in control.errors[:1]:
            yield Problem(_first_id(control), str(each), _short_label(control))


def _first_id(control: Field) -> str | None:
    if kind(control) == "hidden":
        return None
    return f"{control.id}-1" if isinstance(control, PartsField) else str(control.id)


def _short_label(control: Field) -> str:
    """What the summary calls the control; a box to tick has a whole sentence for a label."""
    has_none = kind(control) in ("hidden", "checkbox")
    return "" if has_none else str(control.label.text).rstrip(" :?")


def _common(control: Field, given: Params) -> Params:
    label = {
        "text": str(given.pop("label", control.label.text)),
        "classes": given.pop("label_class", ""),
        "isPageHeading": given.pop("is_heading", False),
    }
    common: Params = {"id": control.id, "idPrefix": control.id, "name": control.name}
    common["label"] = label
    common["fieldset"] = {"legend": label | {"classes": label["classes"] or "field-legend"}}
    hint = given.pop("hint", control.description)
    if hint:
        common["hint"] = {"text": str(hint)}
    if control.errors:
        common["errorMessage"] = {
            "text": str(control.errors[0]),
            "visuallyHiddenText": gettext("Lỗi"),
        }
    common["formGroup"] = {"classes": given.pop("group_class", "")}
    return common


def _attributes(control: Field, given: Params) -> Params:
    """The HTML attributes: the field's own render_kw, then what the template says."""
    ours = {"width", "inline", "prefix", "suffix", "rows"}
    asked = (control.render_kw or {}) | {key: given[key] for key in given if key not in ours}
    named = {key.strip("_").replace("_", "-"): value for key, value in asked.items()}
    found = {key: value for key, value in named.items() if key not in LEFT_OUT | ours}
    if control.errors:
        found["aria-invalid"] = "true"
    return {
        key: "" if each is True else str(each) for key, each in found.items() if each is not False
    }


def _simple(control: Any, given: Params, attributes: Params) -> Params:
    """Text, number, password, textarea, select, file."""
    asked = (control.render_kw or {}) | given
    found: Params = {
        "attributes": attributes,
        "classes": asked.get("class", asked.get("class_", "")),
    }
    if width := given.get("width"):
        found["classes"] += f" govuk-input--width-{width}"
    found |= {key: {"text": str(given[key])} for key in ("prefix", "suffix") if given.get(key)}
    if isinstance(control, SelectField):
        return found | {"items": list(_options(control))}
    if isinstance(control, FileField):
        attributes["data-largest"] = str(LARGEST_FILE)
        attributes["data-too-large"] = gettext(
            "Tệp này nặng hơn 16 MB nên chưa gửi được. Mời bạn chọn tệp nhẹ hơn hoặc chia nhỏ tệp."
        )
        return found | {"multiple": bool(getattr(control.widget, "multiple", False))}
    if isinstance(control, PasswordField):
        return found | {"type": "password", "spellcheck": False}
    typed: Any = control
    found |= {"value": typed._value(), "rows": asked.get("rows", 5)}
    if isinstance(control, IntegerField):  # a number box would throw away what is no number
        attributes.setdefault("inputmode", "numeric")
        return found | {"type": "text"}
    return found | {"type": asked.get("type", getattr(control.widget, "input_type", "text"))}


def _choices(control: SelectField, given: Params, attributes: Params) -> Params:
    classes = f"govuk-{kind(control)}--inline" if given.get("inline") else ""
    items = [each | {"checked": each["selected"]} for each in _options(control)]
    return {"items": items, "classes": classes, "attributes": attributes}


def _options(control: SelectField) -> Iterator[Params]:
    choices: Iterable[Any] = control.iter_choices()
    for choice in choices:
        extra = dict(choice.render_kw or {})
        hint = extra.pop("hint", None)
        option: Params = {"value": str(choice.value), "text": str(choice.label)}
        option |= {"selected": bool(choice.selected), "attributes": extra}
        yield option | ({"hint": {"text": str(hint)}} if hint else {})


def _single_box(control: BooleanField, given: Params, attributes: Params) -> Params:
    label = str(given.get("text", control.label.text))
    item = {"value": "y", "text": label, "checked": bool(control.data), "attributes": attributes}
    return {"items": [item], "fieldset": None}


def _parts(control: PartsField, given: Params, attributes: Params) -> Params:
    widths: Iterable[int] = WIDTHS.get(type(control), (10,) * len(control.parts))
    boxes = zip(control.parts, widths, control.typed_parts(), strict=False)
    items = [
        {
            "id": f"{control.id}-{number}",
            "name": control.name,
            "label": str(label),
            "classes": f"govuk-input--width-{width}"
            + (" govuk-input--error" if control.errors else ""),
            "value": value,
            "inputmode": "numeric" if isinstance(control, DayField) else "text",
            "attributes": attributes,
        }
        for number, (label, width, value) in enumerate(boxes, 1)
    ]
    return {"items": items}


def html_attributes(given: Params) -> Params:
    """Keywords as attributes: ``hx_get`` is ``hx-get``."""
    return {key.strip("_").replace("_", "-"): str(value) for key, value in given.items()}
