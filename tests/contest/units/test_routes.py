import html
import io
import re
from datetime import date

import pytest

from contest.audit.models import AuditEntry
from contest.rules.roles import Role
from contest.units import places_queries
from contest.units.models import Unit, UnitKind
from questions.text import fold
from tests.contest.factories import keep, make_account, make_host, serial

AREA = re.compile(r"<textarea[^>]*>\n(.*?)</textarea>", re.DOTALL)


def make_unit(host, name, **given):
    usual = {
        "public_id": f"unit-{serial()}",
        "host": host,
        "kind": UnitKind.AGENCY,
        "label": "",
        "name": name,
        "folded": fold(f"{given.get('label', '')} {name}"),
    }
    return keep(Unit(**usual | given))


@pytest.fixture
def host(rows, log_in):
    """A commune's office, whose organiser is signed in, and two of today's communes."""
    places_queries.forget_index()
    province = make_unit(
        None, "Quảng Trị", public_id="44", code="44", kind=UnitKind.PROVINCE, label="tỉnh"
    )
    for code, name in (("19366", "Bến Quan"), ("19363", "Vĩnh Linh")):
        make_unit(
            None,
            name,
            public_id=code,
            code=code,
            kind=UnitKind.COMMUNE,
            label="xã",
            parent_id=province.id,
        )
    host = make_host(commune_code="19366")
    log_in(make_account(host, Role.ORGANISER))
    yield host
    places_queries.forget_index()


def url(host, *parts):
    return "/".join(["/hosts", host.public_id, "units", *parts])


def own(rows, host):
    found = rows.query(Unit).filter_by(host_id=host.id).order_by(Unit.id)
    return {each.full_name: each for each in found}


def upload(text):
    content = text if isinstance(text, bytes) else text.encode()
    return {"file": (io.BytesIO(content), "don-vi.csv")}


def test_the_list_is_in_the_navigation_and_empty_at_first(client, host):
    page = client.get(url(host)).text
    assert "Chưa có đơn vị nào trong danh sách." in page
    assert f'href="{url(host)}"' in page


LIST = """Tên đơn vị;Mã;Loại;Trực thuộc;Khối;Số người
Phòng Giáo dục;PGD;cơ quan;UBND;Khối hành chính;12
Ủy ban nhân dân;UBND;cơ quan;;Khối hành chính;45
Thôn Xóm Mới;;thôn;;;120
;X1;cơ quan;;;
"""


def import_list(post, client, host, text):
    """Upload a list, and confirm what the page shows."""
    preview = post(url(host, "list"), **upload(text))
    assert preview.status_code == 200, preview.text
    content = html.unescape(AREA.search(preview.text)[1])
    return post(url(host, "list"), content=content, confirm="y")


def test_a_list_is_shown_row_by_row_before_anything_is_saved(rows, post, host):
    page = post(url(host, "list"), **upload(LIST))
    assert "Đọc được 4 dòng = thêm 3 + sửa 0 + giữ nguyên 0 + từ chối 1." in page.text
    assert "Chưa có tên đơn vị. Vui lòng ghi tên." in page.text
    assert own(rows, host) == {}


def test_a_confirmed_list_is_saved_with_parents_below_them_in_the_file(rows, client, post, host):
    answer = import_list(post, client, host, LIST)
    assert (answer.status_code, answer.location) == (303, url(host))
    units = own(rows, host)
    assert list(units) == ["Phòng Giáo dục", "Ủy ban nhân dân", "thôn Xóm Mới"]
    assert units["Phòng Giáo dục"].parent_id == units["Ủy ban nhân dân"].id
    assert units["Phòng Giáo dục"].headcount == 12
    assert units["thôn Xóm Mới"].parent.code == "19366"


def test_an_import_is_recorded_with_its_counts(rows, client, post, host):
    import_list(post, client, host, LIST)
    entry = rows.query(AuditEntry).one()
    assert (entry.act, entry.details) == (
        "units-imported",
        {"add": 3, "update": 0, "same": 0, "refused": 1},
    )


def test_the_same_list_again_changes_nothing(client, post, host):
    import_list(post, client, host, LIST)
    page = post(url(host, "list"), **upload(LIST)).text
    assert "Đọc được 4 dòng = thêm 0 + sửa 0 + giữ nguyên 3 + từ chối 1." in page
    assert "Không có gì để lưu." in page


def test_the_downloaded_file_reads_as_the_list_that_stands(client, post, host):
    import_list(post, client, host, LIST)
    body = client.get(url(host, "file")).data
    page = post(url(host, "list"), **upload(body)).text
    assert "thêm 0 + sửa 0 + giữ nguyên 3 + từ chối 0." in page


def test_a_hamlet_of_another_commune_is_known_again(rows, client, post, host):
    hamlets = "Tên,Trực thuộc\nThôn 1,\nThôn 1,xã Vĩnh Linh\n"
    import_list(post, client, host, hamlets)
    page = post(url(host, "list"), **upload(hamlets)).text
    assert "thêm 0 + sửa 0 + giữ nguyên 2 + từ chối 0." in page
    parents = {each.parent.code for each in rows.query(Unit).filter_by(host_id=host.id)}
    assert parents == {"19366", "19363"}


def test_a_column_that_the_list_does_not_have_stays_as_it_is(rows, client, post, host):
    import_list(post, client, host, LIST)
    import_list(post, client, host, "ma,ten\nUBND,Ủy ban nhân dân xã\n")
    unit = own(rows, host)["Ủy ban nhân dân xã"]
    assert (unit.headcount, unit.block) == (45, "Khối hành chính")


def test_a_unit_that_ended_comes_back_by_its_code(rows, client, post, host):
    old = make_unit(host, "Trạm Y tế", code="TYT", valid_to=date(2029, 1, 1))
    import_list(post, client, host, "Mã\tTên\nTYT\tTrạm Y tế xã\n")
    assert (old.name, old.valid_to) == ("Trạm Y tế xã", None)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param("Họ và tên,Ngày sinh\nAn,1990\n", "Không thấy cột “Tên đơn vị”", id="header"),
        pytest.param("Tên,Mã,Mã số\nA,1,2\n", "Có hai cột cùng ý nghĩa", id="column-twice"),
        pytest.param("Tên\n \n", "Danh sách chưa có dòng nào", id="no-rows"),
        pytest.param("", "Không thấy cột", id="empty-file"),
        pytest.param("Tên\n" + "A\n" * 5001, "quá 5.000 dòng", id="too-many-rows"),
        pytest.param(b"PK\x03\x04nonsense", "Không đọc được tệp này", id="no-workbook"),
        pytest.param("Tên\nS\x00\n", "Không đọc được tệp này", id="control-characters"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(post, host, content, sentence):
    answer = post(url(host, "list"), **upload(content))
    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_list_needs_a_file(post, host):
    answer = post(url(host, "list"))
    assert answer.status_code == 422
    assert "Vui lòng chọn tệp danh sách." in answer.text


AGENCY = {"name": "Trường THCS Bến Quan", "kind": "trường", "aliases": "THCS BQ\nCấp 2 Bến Quan"}


def test_a_unit_is_added_with_its_aliases(rows, post, host):
    answer = post(url(host, "new"), **AGENCY, commune="Bến Quan", headcount="31")
    assert answer.status_code == 303
    unit = own(rows, host)["Trường THCS Bến Quan"]
    assert (unit.kind, unit.headcount) == (UnitKind.SCHOOL, 31)
    assert [each.folded for each in unit.aliases] == ["thcs bq", "cap 2 ben quan"]
    assert rows.get(Unit, unit.commune_id).code == "19366"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        pytest.param({"name": ""}, "Vui lòng nhập tên đơn vị.", id="no-name"),
        pytest.param({"kind": ""}, "Vui lòng chọn loại đơn vị.", id="no-kind"),
        pytest.param({"headcount": "nhiều"}, "“nhiều” không phải là số người.", id="no-number"),
        pytest.param({"commune": "Xyz"}, "Không tìm thấy xã, phường “Xyz”.", id="no-commune"),
        pytest.param({"parent": "Xyz"}, "Không tìm thấy đơn vị cấp trên “Xyz”.", id="no-parent"),
        pytest.param({"name": "Sở A"}, "Danh sách đã có đơn vị cùng tên hoặc cùng mã.", id="same"),
        pytest.param({"code": "SA"}, "Danh sách đã có đơn vị cùng tên hoặc cùng mã.", id="code"),
        pytest.param({"code": "1" * 21}, "quá dài, nhiều nhất 20 ký tự", id="long-code"),
    ],
)
def test_a_wrong_unit_gets_a_sentence_and_keeps_what_was_typed(post, host, wrong, sentence):
    make_unit(host, "Sở A", code="SA", kind=UnitKind.SCHOOL)
    answer = post(url(host, "new"), **AGENCY | wrong)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Cấp 2 Bến Quan" in answer.text


def test_a_unit_is_edited_and_what_was_not_typed_anew_stays(rows, client, post, host):
    import_list(post, client, host, LIST)
    unit = own(rows, host)["Phòng Giáo dục"]
    page = client.get(url(host, unit.public_id)).text
    assert 'value="Ủy ban nhân dân"' in page
    typed = {"name": "Phòng Văn hóa", "kind": "cơ quan", "code": "PGD", "parent": "UBND"}
    answer = post(url(host, unit.public_id), **typed, block="Khối hành chính", headcount="12")
    assert answer.status_code == 303
    assert (unit.name, unit.headcount, unit.parent.code) == ("Phòng Văn hóa", 12, "UBND")


def test_a_hamlet_is_edited_as_its_form_shows_it(rows, client, post, host):
    import_list(post, client, host, LIST)
    unit = own(rows, host)["thôn Xóm Mới"]
    assert 'value="xã Bến Quan, tỉnh Quảng Trị"' in client.get(url(host, unit.public_id)).text
    typed = {"name": "Xóm Mới 2", "kind": "thôn", "parent": "xã Bến Quan", "headcount": ""}
    post(url(host, unit.public_id), **typed)
    assert (unit.full_name, unit.parent.code, unit.headcount) == ("thôn Xóm Mới 2", "19366", None)


def test_a_unit_does_not_take_the_code_of_one_that_ended(post, host):
    make_unit(host, "Trạm cũ", code="T1", valid_to=date(2029, 1, 1))
    unit = make_unit(host, "Trạm mới")
    typed = {"name": "Trạm mới", "kind": "cơ quan", "code": "T1"}
    answer = post(url(host, unit.public_id), **typed)
    assert answer.status_code == 422
    assert "Mã T1 là của đơn vị khác." in answer.text


def test_a_unit_that_ended_keeps_its_row_and_can_come_back(rows, client, post, host):
    unit = make_unit(host, "Trạm Thú y")
    page = url(host, unit.public_id)
    post(f"{page}/end", page=page)
    assert unit.valid_to is not None
    assert "thôi hoạt động từ" in client.get(url(host)).text
    post(f"{page}/reopen", page=page)
    assert unit.valid_to is None
    acts = [each.act for each in rows.query(AuditEntry).order_by(AuditEntry.id)]
    assert acts == ["unit-ended", "unit-reopened"]


def test_a_unit_with_others_under_it_is_not_ended(client, post, host):
    above = make_unit(host, "Sở A")
    make_unit(host, "Chi cục B", parent_id=above.id)
    page = url(host, above.public_id)
    assert "Còn 1 đơn vị trực thuộc." in client.get(page).text
    assert post(f"{page}/end", page=url(host, "new")).status_code == 409
    assert above.valid_to is None


@pytest.mark.parametrize(
    ("query", "names"),
    [
        pytest.param({}, ["Chi cục Thuế", "Sở Y tế", "Trường Lý"], id="all"),
        pytest.param({"search": "so y te"}, ["Sở Y tế"], id="without-marks"),
        pytest.param({"search": "TRƯỜNG LÝ"}, ["Trường Lý"], id="with-marks"),
        pytest.param({"search": "ct1"}, ["Chi cục Thuế"], id="code"),
        pytest.param({"search": "%"}, [], id="no-wildcard"),
        pytest.param({"kind": "school"}, ["Trường Lý"], id="kind"),
        pytest.param({"block": "Khối A"}, ["Sở Y tế"], id="block"),
        pytest.param({"parent": "above"}, ["Chi cục Thuế"], id="parent"),
        pytest.param({"kind": "nonsense"}, ["Chi cục Thuế", "Sở Y tế", "Trường Lý"], id="unknown"),
        pytest.param({"page": "99"}, [], id="far-page"),
    ],
)
def test_the_list_is_filtered(client, host, query, names):
    above = make_unit(host, "Sở Y tế", public_id="above", block="Khối A")
    make_unit(host, "Chi cục Thuế", code="CT1", parent_id=above.id)
    make_unit(host, "Trường Lý", kind=UnitKind.SCHOOL)
    page = client.get(url(host), query_string=query).text
    assert re.findall(r'units/[^"]+">([^<]+)</a>(?:<br>|</span>)', page) == names


@pytest.mark.parametrize("part", ["new", "list", "file"])
def test_who_only_sees_units_does_not_change_them(client, rows, log_in, host, part):
    log_in(make_account(host, Role.OBSERVER))
    assert client.get(url(host)).status_code == 200
    assert client.get(url(host, part)).status_code == 403


def test_another_hosts_unit_and_the_nations_are_not_found(client, host):
    other = make_unit(make_host(), "Sở khác")
    assert client.get(url(host, other.public_id)).status_code == 404
    assert client.get(url(host, "19366")).status_code == 404
