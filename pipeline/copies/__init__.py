"""Copies: a PDF to search in, made from a paper's original and from what was read of it."""
