"""What a person can do to a dossier: add, ask, correct, read again, hand on. The command line, the page and Python do it through `Desk`."""

from pourparler.desk.desk import Desk, coder_name

__all__ = ["Desk", "coder_name"]
