import contextlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.formats import FormatRefused, guard
from questions.formats.guard import is_old_office, is_package, open_package, parse_xml, root_name
from questions.formats.xml_kind import kind_of_xml

LAUGHS = b'<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><a>&c;</a>'


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


def refusal(call, *args) -> tuple[str, str]:
    with pytest.raises(FormatRefused) as refused:
        call(*args)
    return refused.value.code, refused.value.place


@pytest.mark.parametrize(
    "content",
    [
        b"<a>\xe1\xba\xbf</a>",
        b"\xef\xbb\xbf<a>\xe1\xba\xbf</a>",
        b'\n<?xml version="1.0" encoding="UTF-8"?><!-- b --><?c d?><a>\xe1\xba\xbf</a>'.strip(),
        '<?xml version="1.0" encoding="utf-16"?><a>ế</a>'.encode("utf-16"),
        "<a>ế</a>".encode("utf-16-le"),
        "<a>ế</a>".encode("utf-16-be"),
    ],
)
def test_xml_is_read_in_the_encodings_that_it_comes_in(content):
    assert parse_xml(content).text == "ế"


def test_old_one_byte_encodings_are_read():
    assert parse_xml(b'<?xml version="1.0" encoding="iso-8859-1"?><a>\xe9</a>').text == "é"


@pytest.mark.parametrize("name", ["UTF-7", "IBM037", "utf-32", "x"])
def test_encodings_that_can_hide_a_doctype_are_refused(name):
    content = f'<?xml version="1.0" encoding="{name}"?><a/>'.encode()
    assert refusal(parse_xml, content) == ("not-xml", "encoding")


@pytest.mark.parametrize(
    "content",
    [
        LAUGHS,
        b"\xef\xbb\xbf" + LAUGHS,
        b"<?xml version='1.0'?> <!-- > --> <?x ?>\n" + LAUGHS,
        LAUGHS.decode().encode("utf-16"),
        LAUGHS.decode().encode("utf-16-le"),
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b"<!doctype a><a/>",
        b"<!ENTITY b 'c'><a/>",
    ],
)
def test_a_doctype_is_refused(content):
    assert refusal(parse_xml, content) == ("has-doctype", "")


def test_what_looks_like_a_doctype_in_a_text_is_text():
    assert parse_xml(b"<a><![CDATA[<!DOCTYPE html>]]></a>").text == "<!DOCTYPE html>"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        *((b"", "empty-file"), (b" \n", "empty-file")),
        *((b"x", "not-xml"), (b"<a>&b;</a>", "not-xml"), (b"<a", "not-xml")),
        *((b"<\x00a\x00/\x00>", "not-xml"), (b"\xff\xfe<\x00\x00\xd8", "not-xml")),
        (b"<a>" * 300 + b"</a>" * 300, "too-large"),
        (b"<a>" + b"x" * 10_100_000 + b"</a>", "too-large"),
        (b"<a>" + b"<b/>" * 1_500_001 + b"</a>", "too-large"),
    ],
)
def test_what_cannot_be_read_as_xml_is_refused(content, code):
    assert refusal(parse_xml, content)[0] == code


def test_a_mistake_in_xml_is_told_with_its_line():
    assert refusal(parse_xml, b"<a>\n</b>") == ("not-xml", "line 2")


def test_the_size_of_xml_is_bounded(monkeypatch):
    monkeypatch.setattr(guard, "MOST_XML", 3)
    assert refusal(parse_xml, b"<a/>") == ("too-large", "")


@given(st.binary(max_size=300) | st.text("<a!?&;-[]/ \x00='x").map(str.encode))
def test_any_bytes_are_xml_or_refused(content):
    with contextlib.suppress(FormatRefused):
        parse_xml(content)
    assert kind_of_xml(content) is None


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<?xml version='1.0'?><!-- <b> --><x:a c='d'/>", "a"),
        ("<ab/>".encode("utf-16"), "ab"),
        (b"x <a/>", ""),
        (b"", ""),
    ],
)
def test_the_roots_name_is_found_without_parsing(content, name):
    assert root_name(content) == name


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<quiz/>", "moodle"),
        (b"<MOODLE_BACKUP/>", "moodle"),
        (b"<assessmentItem/>", "qti"),
        (b"<assessmentTest/>", "qti"),
        (b"<x:qti-assessment-item/>", "qti"),
        (b"<questestinterop/>", "qti"),
        (b"<responseProcessing/>", "qti"),
        (b"<html/>", None),
        (b"<?xml version='1.0' encoding='utf-7'?><quiz/>", None),
    ],
)
def test_the_root_tells_whose_file_it_is(content, kind):
    assert kind_of_xml(content) == kind


def test_a_packages_parts_are_read():
    package = open_package(packed({"a/": b"", "a/b.xml": b"<c/>"}))
    assert package.names == ("a/b.xml",)
    assert (package.read("a/b.xml"), package.xml("a/b.xml").tag) == (b"<c/>", "c")


def test_a_part_that_is_not_there_is_told():
    assert refusal(open_package(packed({"a": b""})).read, "b") == ("part-missing", "b")


def test_a_part_that_is_no_xml_is_told_with_its_name_or_line():
    package = open_package(packed({"a": b"", "b": b"<c>"}))
    assert refusal(package.xml, "a") == ("empty-file", "a")
    assert refusal(package.xml, "b") == ("not-xml", "line 1")


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/a", "..\\a", "C:\\a", "C:/a"])
def test_a_part_that_names_a_place_outside_refuses_the_package(name):
    assert refusal(open_package, packed({name: b""})) == ("path-climbs-out", name)


@pytest.mark.parametrize("content", [b"x", b"PK\x03\x04", b"PK\x05\x06", packed({"a": b"b"})[:-5]])
def test_what_is_no_package_is_refused(content):
    assert refusal(open_package, content) == ("not-a-package", "")


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty-file"), (b"PK\x03\x04" + bytes(16 * 1024 * 1024), "too-large")],
)
def test_a_packages_own_size_is_bounded(content, code):
    assert refusal(open_package, content) == (code, "")


def test_a_package_that_is_closed_with_a_password_is_refused():
    content = bytearray(packed({"a": b"b"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(open_package, bytes(content)) == ("encrypted", "a")


def test_a_part_packed_in_another_way_refuses_the_package():
    content = packed({"a": b"b"}, zipfile.ZIP_LZMA)
    assert refusal(open_package, content) == ("package-broken", "a")


def test_a_part_that_was_changed_refuses_the_package():
    content = packed({"a": b"bcd"}, zipfile.ZIP_STORED).replace(b"bcd", b"bce", 1)
    assert refusal(open_package(content).read, "a") == ("package-broken", "a")


def test_the_number_of_parts_is_bounded(monkeypatch):
    monkeypatch.setattr(guard, "MOST_PARTS", 1)
    assert refusal(open_package, packed({"a": b"", "b": b""})) == ("too-many-parts", "")


def test_what_looks_like_entries_is_counted_before_they_are_read(monkeypatch):
    monkeypatch.setattr(guard, "MOST_ENTRIES", 1)
    assert refusal(open_package, packed({"a": b"", "b": b""})) == ("too-many-parts", "")


def test_parts_that_say_they_are_huge_refuse_the_package(monkeypatch):
    monkeypatch.setattr(guard, "MOST_UNPACKED", 10)
    assert refusal(open_package, packed({"a": bytes(41)})) == ("zip-bomb", "")


def test_all_parts_together_are_bounded(monkeypatch):
    monkeypatch.setattr(guard, "MOST_UNPACKED", 10)
    package = open_package(packed({"a": bytes(8), "b": bytes(8)}))
    package.read("a")
    assert refusal(package.read, "b") == ("zip-bomb", "b")


def test_files_are_known_by_how_they_begin():
    assert is_package(packed({"a": b""}))
    assert is_package(packed({}))
    assert is_old_office(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1x")
    assert not is_package(b"x")
    assert not is_old_office(b"x")
