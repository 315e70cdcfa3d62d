"""Marking, ranking, totals, exports."""
