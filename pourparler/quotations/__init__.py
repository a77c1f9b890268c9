"""Who is reported to say what: marks, cues, contents and sources, put together into quotations (PARC 3, PolNeAR)."""

from pourparler.quotations.assembling import find_quotations

__all__ = ["find_quotations"]
