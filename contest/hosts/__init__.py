"""Who runs contests here, their staff and roles."""
