"""The question bank: what a question is, how it is written, checked and marked.

Imports only the standard library (and parsing libraries in ``questions.formats``); knows nothing
of contests, Flask or a database.
"""
