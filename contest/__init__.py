"""The contest: its rules, its people, and the pages and commands that run it.

Kept empty: ``import contest.rules`` must not start Flask.  The application is in contest.app.
"""
