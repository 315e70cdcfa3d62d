"""The commands: one group a subject."""
