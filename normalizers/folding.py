"""Folding: the one place where text loses its case and its marks, to be searched and compared.

`fold` for searching and comparing; `fold_in_place` and `bare` where offsets must stay true.
"""

from corpus.language.letters import bare, fold, fold_in_place

__all__ = ["bare", "fold", "fold_in_place"]
