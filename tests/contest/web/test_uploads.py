import io

import pytest
from flask import request

from contest.web.uploads import read_files


@pytest.mark.parametrize(
    ("given", "is_read"),
    [
        pytest.param({"data": {"file": (io.BytesIO(b"content"), "a.txt")}}, True, id="files"),
        pytest.param({"data": {"name": "Hoa"}}, False, id="a-small-form"),
        pytest.param({"json": [1]}, False, id="saves"),
    ],
)
def test_files_are_read_before_the_route_begins(kitchen, given, is_read):
    with kitchen.test_request_context("/", method="POST", **given):
        read_files()
        assert ("files" in vars(request._get_current_object())) is is_read
