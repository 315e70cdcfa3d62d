import pytest

from questions.formats import FormatRefused
from questions.formats.qti import read
from questions.formats.qti_package import resolved
from questions.formats.reading import Code
from questions.pictures import picture_of
from tests.questions.builders import PNG
from tests.questions.formats.test_qti import choices, item, packed

PICTURE = picture_of(PNG)
GOOD = item(choices("a", "b"))


def manifest(*hrefs: str, kind: str = "imsqti_item_xmlv2p1", test: str = "") -> bytes:
    listed = "".join(f'<resource type="{kind}" href="{href}"/>' for href in hrefs)
    tests = f'<resource type="imsqti_test_xmlv2p1" href="{test}"/>' if test else ""
    head = '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>'
    web = '<resource type="webcontent" href="http://example.com/"/>'
    return f"{head}{tests}{listed}{web}</resources></manifest>".encode()


def reading(files: dict[str, bytes], *hrefs: str, test: str = "", folder: str = ""):
    return read(packed({f"{folder}imsmanifest.xml": manifest(*hrefs, test=test), **files}))


def said(remarks) -> list[tuple[object, Code, dict]]:
    return [(each.at, each.code, dict(each.params)) for each in remarks]


def refusal_of(content: bytes) -> tuple[str, str]:
    with pytest.raises(FormatRefused) as refusal:
        read(content)
    return refusal.value.code, refusal.value.place


@pytest.mark.parametrize("folder", ["", "bank/"])
def test_items_stand_in_the_order_of_the_manifest(folder):
    files = {f"{folder}a.xml": GOOD, f"{folder}b c.xml": GOOD}
    found = reading(files, "b%20c.xml", "a.xml", folder=folder)
    assert [each.at for each in found.items] == [f"{folder}b c.xml", f"{folder}a.xml"]
    assert (found.findings, found.refused) == ((), ())


def test_an_item_may_be_named_by_its_file_alone():
    file = b'<resource type="imsqti_item_xmlv2p1"><file href="a.xml"/></resource>'
    named = manifest().replace(b"<resources>", b"<resources>" + file)
    assert len(read(packed({"imsmanifest.xml": named, "a.xml": GOOD})).items) == 1


def test_where_the_manifest_names_no_items_they_are_sought():
    found = read(packed({"imsmanifest.xml": manifest("a.xml", kind="x"), "a.xml": GOOD}))
    assert [each.at for each in found.items] == ["a.xml"]


def test_a_test_says_the_order_and_its_own_texts_are_told():
    refs = '<assessmentItemRef href="../b.xml"/><assessmentItemRef href="../../x.xml"/>'
    block = "<rubricBlock><p>Đọc kỹ.</p></rubricBlock><rubricBlock/>"
    files = {"a.xml": GOOD, "b.xml": GOOD, "t/t.xml": f"<t>{block}{refs}</t>".encode()}
    found = reading(files, "a.xml", "b.xml", test="t/t.xml")
    assert [each.at for each in found.items] == ["b.xml", "a.xml"]
    assert said(found.findings) == [("t/t.xml", Code.TEXT_LEFT_OUT, {"text": "Đọc kỹ."})]


def test_a_test_that_cannot_be_read_is_told():
    found = reading({"a.xml": GOOD, "t.xml": b"<"}, "a.xml", test="t.xml")
    assert said(found.findings) == [("t.xml", Code.SYNTAX, {"what": "not-xml"})]


def test_without_a_manifest_all_items_are_read_and_other_files_named():
    found = read(
        packed({"a.xml": GOOD, "b.XML": GOOD, "c.xml": b"<c/>", "d.xml": b"<", "e.xsd": b""})
    )
    assert [each.at for each in found.items] == ["a.xml", "b.XML"]
    assert [each.at for each in found.findings] == ["c.xml", "d.xml"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"<", "not-xml"),
        (b"", "empty-file"),
        (b"<!DOCTYPE a><a/>", "has-doctype"),
        (b"<assessmentTest/>", "not-qti"),
        (None, "part-missing"),
    ],
)
def test_a_file_that_is_no_item_is_refused_alone(content, what):
    files = {"a.xml": GOOD} | ({} if content is None else {"b.xml": content})
    found = reading(files, "a.xml", "b.xml")
    assert len(found.items) == 1
    assert said(found.refused) == [("b.xml", Code.SYNTAX, {"what": what})]


def test_pictures_are_found_beside_the_item():
    shows = choices(
        'a<img src="../p/x%201.png?y"/>', 'b<object data="../p/x%201.png" type="image/png"/>'
    )
    found = reading({"i/a.xml": item(shows), "p/x 1.png": PNG}, "i/a.xml")
    assert found.questions[0].pictures == (PICTURE,)
    assert found.findings == ()


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("x.svg", "picture-kind"),
        ("large.png", "picture-too-large"),
        ("../../x.png", "picture-missing"),
        ("file:///etc/passwd", "picture-missing"),
    ],
)
def test_pictures_that_cannot_be_shown_are_told(source, why):
    shows = item(choices(f'a<img src="{source}"/>', "b"))
    files = {"i/a.xml": shows, "i/x.svg": b"<svg/>", "i/large.png": PNG + bytes(1024 * 1024)}
    found = reading(files, "i/a.xml").findings
    assert ("i/a.xml", Code.PICTURE_LEFT_OUT, {"why": why}) in said(found)


def test_files_that_nothing_was_read_of_are_named():
    found = reading({"a.xml": GOOD, "film.mp4": b"x", "schema.xsd": b"x"}, "a.xml")
    assert said(found.findings) == [("film.mp4", Code.TEXT_LEFT_OUT, {"text": "film.mp4"})]


@pytest.mark.parametrize(
    "href", ["../a.xml", "/etc/passwd", "file:///etc/passwd", "http://x/a.xml", "..%2Fa.xml"]
)
def test_an_item_outside_of_the_package_refuses_it(href):
    assert refusal_of(packed({"imsmanifest.xml": manifest(href)})) == ("path-climbs-out", href)


def test_items_of_version_1_are_refused():
    content = packed({"imsmanifest.xml": manifest("a.xml", kind="imsqti_xmlv1p2")})
    assert refusal_of(content) == ("qti-1", "")


def test_a_package_without_items_is_not_qti():
    assert refusal_of(packed({"a.txt": b"x"})) == ("not-qti", "")


def test_a_part_that_is_broken_refuses_the_package_wherever_it_is_met():
    files = {"a.xml": GOOD, "t.xml": b"<test/>"}
    listed = {"imsmanifest.xml": manifest("a.xml", test="t.xml")}
    for name, head in (("a.xml", listed), ("t.xml", listed), ("a.xml", {})):
        content = packed(head | files)
        spoilt = content.replace(files[name], b"<x" + files[name][2:], 1)
        assert refusal_of(spoilt) == ("package-broken", name)


def test_items_with_too_many_tags_together_are_refused():
    large = b"<a>" + b"<b/>" * 399_990 + b"</a>"
    files = {"imsmanifest.xml": manifest("a.xml", "b.xml"), "a.xml": large, "b.xml": large}
    assert refusal_of(packed(files)) == ("zip-bomb", "b.xml")


@pytest.mark.parametrize(
    ("base", "href", "path"),
    [
        ("i/a.xml", "b.png", "i/b.png"),
        ("i/a.xml", "../p/./b.png#x", "p/b.png"),
        ("a.xml", "p\\b.png", "p/b.png"),
        ("a.xml", "../b.png", None),
        ("a.xml", "//x/b.png", None),
        ("a.xml", "\\\\x\\b.png", None),
        ("a.xml", "data:x", None),
    ],
)
def test_addresses_lead_nowhere_but_into_the_package(base, href, path):
    assert resolved(base, href) == path
