"""Where style sheets, scripts, fonts and pictures come from: memory, named by their content."""

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PREFIX = "/static/"
FOREVER = "public, max-age=31536000, immutable"
BRIEFLY = "public, max-age=300"
COMPRESSED = (".css", ".js", ".svg", ".txt", ".json", ".map")
RELATIVE = re.compile(r"url\([\"']?(\.\./[^\"')]+)[\"']?\)")
TYPES = {".woff2": "font/woff2", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Static:
    """One file, ready to be sent."""

    url: str
    kind: str
    content: bytes
    packed: bytes | None


class Statics:
    """Every file under a folder, answered before the application is asked.

    The URL has a digest of the content in it: browsers keep it for ever and nobody sees an old
    one.
    """

    def __init__(self, folder: Path) -> None:
        self.files: dict[str, Static] = {}
        paths = [path for path in folder.rglob("*") if path.is_file()]
        for path in sorted(
            paths, key=lambda each: each.suffix == ".css"
        ):  # what a sheet names first
            name = path.relative_to(folder).as_posix()
            self.files[name] = self._read(name, path.read_bytes())
        self.by_url = {each.url: each for each in self.files.values()}

    def url(self, name: str) -> str:
        """The address of a file; KeyError for one that is not there, so that typos are found."""
        return self.files[name].url

    def wrap(self, inner: "WSGIApplication") -> "WSGIApplication":
        def answer(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
            path = environ.get("PATH_INFO", "")
            if path.startswith(PREFIX) and environ["REQUEST_METHOD"] in ("GET", "HEAD"):
                found = self.by_url.get(path)
                cache = FOREVER if found else BRIEFLY
                found = found or self.files.get(path.removeprefix(PREFIX))
                if found:
                    return _send(found, cache, environ, start)
            return inner(environ, start)

        return answer

    def _read(self, name: str, content: bytes) -> Static:
        suffix = Path(name).suffix
        if suffix == ".css":
            content = RELATIVE.sub(self._renamed, content.decode()).encode()
        digest = hashlib.sha256(content).hexdigest()[:12]
        kind = TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        kind += "; charset=utf-8" if suffix in (".css", ".txt") else ""
        packed = gzip.compress(content, 9, mtime=0) if suffix in COMPRESSED else None
        return Static(
            f"{PREFIX}{name.removesuffix(suffix)}.{digest}{suffix}", kind, content, packed
        )

    def _renamed(self, found: re.Match[str]) -> str:
        name = found[1].removeprefix("../")
        return f"url({self.url(name)})"


def register(app: Flask) -> None:
    statics = Statics(Path(app.root_path) / "web" / "static")
    app.extensions["statics"] = statics
    app.jinja_env.globals["static_url"] = statics.url
    app.wsgi_app = statics.wrap(app.wsgi_app)  # type: ignore[method-assign,assignment]  # Flask's own way


def _send(
    file: Static, cache: str, environ: "WSGIEnvironment", start: "StartResponse"
) -> Iterable[bytes]:
    headers = [
        ("Content-Type", file.kind),
        ("Cache-Control", cache),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ]
    body = file.content
    if file.packed:
        headers.append(("Vary", "Accept-Encoding"))
        if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
            body = file.packed
            headers.append(("Content-Encoding", "gzip"))
    headers.append(("Content-Length", str(len(body))))
    start(f"{HTTPStatus.OK.value} OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
