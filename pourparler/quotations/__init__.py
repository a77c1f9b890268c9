"""Who is reported to say what: marks, cues, contents and sources, put together into quotations (PARC 3, PolNeAR)."""

from pourparler.quotations.assembling import Saying, find_quotations, find_sayings

__all__ = ["Saying", "find_quotations", "find_sayings"]
