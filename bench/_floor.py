"""What a saved answer costs at the least: a bare view and a durable insert by the raw driver.

The same body, table and pragmas as ours, one connection a thread, and nothing checked.
"""

import json
import os
import sqlite3
import threading
import time
from typing import Any

import psycopg
from flask import Flask, Response, request

from contest.db import open_sqlite

app = Flask(__name__)
mine = threading.local()
ADDRESS = os.environ["CONTEST_DATABASE_URL"]
INSERT = "INSERT INTO answers VALUES (1, ?, 1, ?, ?, ?, ?)"


def connect() -> Any:
    if not ADDRESS.startswith("sqlite"):
        address = ADDRESS.replace("+psycopg", "")
        return psycopg.connect(address, autocommit=True, prepare_threshold=0)
    connection = sqlite3.connect(ADDRESS.removeprefix("sqlite:///"))
    open_sqlite(connection)
    connection.execute("PRAGMA query_only = OFF")
    return connection


STATEMENT = INSERT if ADDRESS.startswith("sqlite") else INSERT.replace("?", "%s")


@app.post("/floor/<int:attempt_id>")
def save(attempt_id: int) -> Response:
    if not hasattr(mine, "connection"):
        mine.connection = connect()
    body = json.loads(request.get_data())
    number, position, choice = body["answers"][0]
    now = int(time.time() * 1000)
    mine.connection.execute(STATEMENT, (attempt_id, number, position, choice, now))
    return Response(json.dumps({"saved": [number]}), mimetype="application/json")
