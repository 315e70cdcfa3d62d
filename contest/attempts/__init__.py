"""Sitting a paper."""
