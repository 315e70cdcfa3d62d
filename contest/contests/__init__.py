"""Contests, audiences, rounds, blueprints, pools, entries."""
