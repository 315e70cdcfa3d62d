"""What is said of the digital signatures in an official document's file."""

import io
from datetime import UTC, datetime

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko_certvalidator.registry import SimpleCertificateStore

from contest.contests import signature_child_service as child
from contest.contests import signature_service
from contest.db import begin_writing, db
from contest.rules.roles import Role
from tests.contest.contests.factories import address, make_contest, make_official
from tests.contest.factories import NOON, make_account

DER = serialization.Encoding.DER
SIGNER = "Nguyễn Văn An, Sở Nội vụ"


def plain_pdf() -> bytes:
    """One empty page."""
    writer, written = PdfFileWriter(), io.BytesIO()
    box = generic.ArrayObject([generic.NumberObject(each) for each in (0, 0, 200, 200)])
    empty = writer.add_object(generic.StreamObject(stream_data=b""))
    writer.insert_page(PageObject(contents=empty, media_box=box))
    writer.write(written)
    return written.getvalue()


def own_signer() -> SimpleSigner:
    """A signer with a certificate that the test made itself."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name(
        [
            x509.NameAttribute(x509.NameOID.COMMON_NAME, "Nguyễn Văn An"),
            x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "Sở Nội vụ"),
        ]
    )
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    builder = builder.public_key(key.public_key()).serial_number(7).add_extension(usage, True)
    builder = builder.not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
    certificate = builder.not_valid_after(datetime(2099, 1, 1, tzinfo=UTC)).sign(
        key, hashes.SHA256()
    )
    private = key.private_bytes(
        DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return SimpleSigner(
        asn1_x509.Certificate.load(certificate.public_bytes(DER)),
        asn1_keys.PrivateKeyInfo.load(private),
        SimpleCertificateStore(),
    )


def sign(content: bytes, signer: SimpleSigner, field: str = "Sig1") -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    signed = sign_pdf(writer, PdfSignatureMetadata(field_name=field), signer=signer)
    return bytes(signed.getvalue())


@pytest.fixture(scope="module")
def signer():
    return own_signer()


@pytest.fixture(scope="module")
def signed(signer) -> bytes:
    return sign(plain_pdf(), signer)


def turned(content: bytes) -> bytes:
    """The page turned after the signing, as an editor would save it: the old bytes stay."""
    writer, written = IncrementalPdfFileWriter(io.BytesIO(content)), io.BytesIO()
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = generic.NumberObject(90)
    writer.update_container(page)
    writer.write(written)
    return written.getvalue()


def states(content: bytes) -> list[str]:
    return [each["state"] for each in child.answer_of(content)]


def test_a_signature_says_who_when_and_by_whose_certificate(signed):
    [found] = child.answer_of(signed)
    assert (found["state"], found["signer"], found["issuer"]) == (child.INTACT, SIGNER, SIGNER)
    assert datetime.fromisoformat(found["at"]).tzinfo


def test_a_file_that_was_changed_after_the_signing_is_told(signed):
    assert states(turned(signed)) == [child.CHANGED]


def test_a_byte_that_was_changed_is_told(signed):
    assert states(signed.replace(b"200", b"300", 1)) == [child.CHANGED]


def test_a_second_signature_does_not_change_what_the_first_signed(signed, signer):
    assert states(sign(signed, signer, "Sig2")) == [child.INTACT, child.INTACT]


def test_a_file_without_a_signature_has_none():
    assert states(plain_pdf()) == []


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing", b"\x00" * 2000])
def test_what_is_no_pdf_is_unreadable(content):
    assert states(content) == [child.UNREADABLE]


def test_the_process_of_its_own_says_the_same(signed):
    assert child.read_apart(signed) == child.answer_of(signed)


def test_a_process_that_takes_too_long_is_ended(signed, monkeypatch):
    monkeypatch.setattr(child, "MOST_SECONDS", 0.01)
    assert child.read_apart(signed) == [{"state": child.UNREADABLE}]


@pytest.fixture
def paper(rows):
    def paper(content):
        contest = make_contest()
        return make_official(contest, content=content, sha256="0" * 64, file_name="qd.pdf")

    return paper


def read(document):
    begin_writing()
    found = signature_service.prepare(NOON)
    count = signature_service.store(NOON, found)
    db.session.commit()
    return count, found.document_id == document.id


def test_the_job_keeps_what_it_read_and_does_it_once(paper, signed):
    document = paper(signed)
    assert read(document) == (1, True)
    assert [each["signer"] for each in document.signatures] == [SIGNER]
    assert signature_service.prepare(NOON) is None


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda signed: signed, "Tệp còn nguyên như khi ký"),
        (turned, "Tệp đã bị thay đổi sau khi ký"),
        (lambda _: plain_pdf(), "Tệp này không có chữ ký số nào"),
    ],
)
def test_the_page_says_it_in_words(client, log_in, paper, signed, make, words):
    document = paper(make(signed))
    read(document)
    log_in(make_account(document.contest.host, Role.OBSERVER))
    page = client.get(address(document.contest, f"/documents/{document.public_id}")).text
    assert words in page


def test_the_page_says_that_trust_was_not_checked(client, log_in, paper, signed):
    document = paper(signed)
    read(document)
    log_in(make_account(document.contest.host, Role.JUDGE))
    page = client.get(address(document.contest, f"/documents/{document.public_id}")).text
    assert "chưa kiểm tra nơi cấp chứng thư số có đáng tin" in page


def test_the_file_comes_as_an_attachment_and_that_is_recorded(log_in, post, paper, signed, rows):
    document = paper(signed)
    log_in(make_account(document.contest.host, Role.SECRETARY))
    url = address(document.contest, f"/documents/{document.public_id}")
    answer = post(f"{url}/file", page=url)
    assert answer.data == signed
    assert answer.headers["Content-Disposition"].startswith("attachment;")
