"""Entrants: identity, sign-in, devices, consent."""
