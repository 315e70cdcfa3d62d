"""What does a process of its own, which may take only so much, say of the signatures in a PDF?

A file that hangs the parser or fills the memory ends this process and not the runner of the jobs;
the parser sees neither the platform's secrets nor its database, and asks nothing of the network.
"""

import io
import json
import logging
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

import contest

ROOT = Path(contest.__file__).parents[1]
MOST_MEMORY = 1024 * 1024 * 1024  # of addresses, which are more than what is used
MOST_CPU_SECONDS = 20
MOST_SECONDS = 60  # on a machine that has much else to do
MOST_SIGNATURES = 20
INTACT, CHANGED, UNREADABLE = "intact", "changed", "unreadable"
# What may come after a signature without changing what was signed: other signatures, timestamps.
HARMLESS = ModificationLevel.FORM_FILLING
Fields = dict[str, Any]


def read_apart(content: bytes) -> list[Fields]:
    """The signatures of a PDF as ``signatures_of`` says, read in a process of its own.

    Where the process ended without an answer or took too long: one that is unreadable.
    """
    try:
        done = subprocess.run(  # noqa: S603  # our own module, without anything from outside
            [sys.executable, "-m", __name__],
            input=content,
            capture_output=True,
            cwd=ROOT,
            env={},
            timeout=MOST_SECONDS,
            check=True,
        )
        answer: list[Fields] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        return [{"state": UNREADABLE}]
    return answer


def signatures_of(content: bytes) -> list[Fields]:
    """Each digital signature: who signed, when by their own clock, who issued the certificate,
    and whether the file is as it was signed.  [] where there is none.

    Whether the issuer is to be trusted is not asked.
    """
    reader = PdfFileReader(io.BytesIO(content), strict=False)
    return [_fields(each) for each in reader.embedded_signatures[:MOST_SIGNATURES]]


def _fields(signature: EmbeddedPdfSignature) -> Fields:
    try:
        context = ValidationContext(trust_roots=[], allow_fetching=False)
        status = validate_pdf_signature(signature, context)
    except Exception:  # whatever a made-up file makes the parser do, the answer is this
        return {"state": UNREADABLE}
    level = status.modification_level
    is_intact = status.intact and status.valid and level is not None and level <= HARMLESS
    at = status.signer_reported_dt
    certificate = signature.signer_cert
    return {
        "state": INTACT if is_intact else CHANGED,
        "signer": _name(certificate.subject.native),
        "issuer": _name(certificate.issuer.native),
        "at": at.isoformat() if at else None,
    }


def _name(parts: Fields) -> str:
    """Name and organisation of a certificate's subject, as far as it says."""
    wanted = ("common_name", "organization_name")
    return ", ".join(str(parts[each]) for each in wanted if parts.get(each))[:300]


def answer_of(content: bytes) -> list[Fields]:
    """What the process says of a file."""
    try:
        return signatures_of(content)
    except Exception:  # see above
        return [{"state": UNREADABLE}]


def main() -> None:
    """Read what comes in, and write what is in it."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_SECONDS, MOST_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable()
    sys.stdout.write(json.dumps(answer_of(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
