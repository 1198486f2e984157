"""The catalogue: one SQLite file that holds what was read, and the questions asked of it. All SQL stands here."""
