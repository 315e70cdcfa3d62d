"""What HTML says as plain text: lines, folded blanks, raised figures, pictures, what was lost."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.formats.html_text import plain, remarks
from questions.formats.reading import Code
from questions.pictures import PictureRefused, picture_of
from tests.questions.builders import PNG

PICTURE = picture_of(PNG)
URI = "data:image/png;base64," + base64.b64encode(PNG).decode()


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a <i>b</i>\n c&nbsp; d", "a b c d"),
        ("<p>a</p>\n<p> b</p>", "a\nb"),
        ("a<br>b<br/><br/>c", "a\nb\n\nc"),
        ("<p>a<br></p><p>b</p>", "a\nb"),
        ("<div><div>a</div></div>b", "a\nb"),
        ("<pre>\n  a\n b</pre>c", "  a\n b\nc"),
        ("<pre>a<br>b\n</pre>c", "a\nb\nc"),
        ("<ul><li><p>a</p></li><li>b</ul>c", "- a\n- b\nc"),
        ("<ol start='3'><li>a<li>b</ol>", "3. a\n4. b"),
        ("<ol start='no'><li>a</ol><li>b", "1. a\n- b"),
        ("<table><tr><td>a<td><p>b</p><br></tr><tr><th></th><th>c</table>d", "a | b\n| c\nd"),
        ("<td>a", "a"),
        ("10<sup>2</sup> và H<sub>2</sub>O", "10² và H₂O"),
        ("x<sup> 2 </sup><sup></sup>y", "x ² y"),
        ("x<sup>ộ</sup>", "x^(ộ)"),
        ("x<sub>a<sup>b</sup></sub>", "x_(a^(b))"),
        ("<p>x<sup>2<p>y", "x²\ny"),
        ("1 &lt; 2 &amp; 3 < 4", "1 < 2 & 3 < 4"),
        ("&#xE1;&#99999999999;&#0;", "á\ufffd\ufffd"),
        ("a <b", "a <b"),
        ('a <b "> c', "a c"),
        ("a<!-- b -->c<!doctype d>e<?f?>g<!--", "aceg"),
        ("<![CDATA[<b>]]>c", "<b>c"),
        ("a<script>b</script>c<style/>d<title>", "acd"),
        ("</p></ul></pre></sup>a", "a"),
        ("<pre>\n</pre>a<pre/><ol/><li>b", "a\n- b"),
        ("<math><mi>x</mi></math>", "x"),
        ("", ""),
    ],
)
def test_html_is_read_as_a_person_sees_it(html, text):
    assert plain(html).text == text


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ("<p>a<br></p><div><span>b</span></div><font>c</font>", ()),
        ("<b>a</b><I>b</I><a href='c'>d</a>", ("a", "b", "i")),
        ("<span style='color: red'>a</span>", ("span",)),
        ("<sup>2</sup>", ()),
        ("<sup>ộ</sup><sub>ộ</sub>", ("sub", "sup")),
        ("<math><mi>x</mi></math>", ("math",)),
        ("<mi>x</mi>", ("mi",)),
        ("<script>a</script><iframe></iframe>", ("iframe", "script")),
        ("<m:math/><img>", ("img", "math")),
    ],
)
def test_tags_that_meant_something_are_named(html, names):
    assert plain(html).left_out == names


@pytest.mark.parametrize(
    "source",
    [URI, "a b.png", "./a%20b.png", "@@PLUGINFILE@@/a%20b.png", "a%20b.png?forcedownload=1"],
)
def test_a_picture_is_shown_where_it_stands(source):
    read = plain(f"x <img src='{source}' alt='bản đồ'> y", {"a b.png": PICTURE})
    assert read.text == f"x {PICTURE.mark('bản đồ')} y"
    assert read.pictures == (PICTURE,)


def test_an_object_is_a_picture_too():
    assert plain("<object data='a.png'></object>", {"a.png": PICTURE}).pictures == (PICTURE,)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("http://example.com/a.png", "picture-missing"),
        ("a.svg", "picture-kind"),
        ("data:image/png;base64,AAAA", "picture-kind"),
        ("data:image/png;base64,A", "picture-kind"),
        ("data:image/png;base64,á", "picture-kind"),
        ("data:image/png;base64," + "A" * 2_000_000, "picture-too-large"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_named_with_the_reason(source, why):
    read = plain(f"<img src='{source}'>", {"a.svg": PictureRefused("picture-kind")})
    assert (read.left_out, read.pictures_lost) == (("img",), (why,))


def test_what_was_lost_is_remarked_once_a_kind():
    read = plain("<b>a</b><img><img><math></math>")
    said = [(each.at, each.code, dict(each.params)) for each in remarks(3, read, read)]
    assert said == [
        (3, Code.MARKUP_LEFT_OUT, {"markup": "b"}),
        (3, Code.FORMULA_AS_TEXT, {}),
        (3, Code.PICTURE_LEFT_OUT, {"why": "picture-missing"}),
    ]


def test_what_lost_nothing_needs_no_remark():
    assert list(remarks(1, plain("<p>a</p>"))) == []


@pytest.mark.parametrize(
    "piece", ["<div>", "<sup>", "<b></i>", "<ol><li>", '<a ">"', "<script", "<!--", "&#x9"]
)
def test_no_nesting_is_too_deep(piece):
    assert plain(piece * 10_000 + " x").text.count("\n") == 0


SOUP = st.lists(
    st.sampled_from(
        [
            "<",
            ">",
            "</",
            "sup",
            "pre",
            "td",
            "tr",
            "li",
            "ol",
            "img",
            '"',
            "'",
            "=",
            "&",
            "a",
            " ",
            "\n",
            "\0",
            "\ud800",
            "!--",
            "-->",
            "/",
        ]
    )
)


@given(SOUP)
def test_no_soup_of_tags_is_too_thick(pieces):
    plain("".join(pieces))


@given(st.text())
def test_any_text_can_be_read(text):
    plain(text)
