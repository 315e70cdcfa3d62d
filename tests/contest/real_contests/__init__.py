"""Real contests, set up and run through the services with made-up entrants."""
