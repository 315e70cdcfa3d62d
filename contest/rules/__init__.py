"""The regulation, one article a module: pure, with time and chance as arguments."""
