"""Sixteen sample directives written for this project, what they say (`gold/`), and how they look on paper."""
