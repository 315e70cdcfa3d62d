"""The bank's tables and screens: writing, approving, retiring, lending."""
