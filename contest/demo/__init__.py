"""The demo: two made-up hosts with their contests, people and papers, the same at each making."""
