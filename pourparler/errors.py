"""What can go wrong, as a tree.

PourparlerError
├── InputRefused            this input cannot be read; the rest goes on
│   ├── EmptyInput
│   ├── BinaryInput
│   ├── WrongEncoding
│   ├── UnsupportedLanguage
│   └── MalformedRecord     a line of JSONL or a row of metadata that is not what it should be
├── PackError               a language pack or a table of facts breaks its own rules
├── CorrectionRefused       a person's correction names a field, a value or words that cannot be
├── BasketRefused           what a person would put into a basket, or write beside it, cannot be
├── ParserMissing           the parser of a language is not installed
├── MissingExtra            what was asked for needs packages that an extra installs
├── ExportRefused           these readings cannot be written in this way
├── StoreError              the dossiers' database cannot do what was asked; nothing stored before is lost
│   ├── StoreUnavailable        it cannot be opened or reached, or the connection broke
│   ├── StoreReadOnly
│   ├── StoreFull               no room is left on its disk
│   ├── StoreBusy               another writer held it for too long
│   ├── StoreDamaged            what it holds cannot be read back
│   ├── StoreNewer              a later version of this program made it
│   └── NetworkShare            SQLite on a network share loses data: refused
├── PortTaken               the page of a dossier cannot listen where it was told to
├── FetchRefused            an address that must not be asked for, or an answer longer than agreed
├── FetchFailed             an address that gave no answer, a broken one or an error
├── UnknownName             no dossier, article or record of this name
└── VerificationFailed      a stored span no longer slices to the words it recorded

A message says what to do next. Odd text that can still be read is a Note of the reading, never an exception.
"""


class PourparlerError(Exception):
    """The root: `except PourparlerError` catches whatever this package raises on purpose."""


class InputRefused(PourparlerError):
    """One input that cannot become an article. `place` names it, as a person would look for it."""

    def __init__(self, message: str, place: str = "") -> None:
        super().__init__(f"{place}: {message}" if place else message)
        self.message = message
        self.place = place


class EmptyInput(InputRefused):
    pass


class BinaryInput(InputRefused):
    pass


class WrongEncoding(InputRefused):
    pass


class UnsupportedLanguage(InputRefused):
    pass


class MalformedRecord(InputRefused):
    pass


class PackError(PourparlerError):
    pass


class CorrectionRefused(PourparlerError):
    pass


class BasketRefused(PourparlerError):
    pass


class ParserMissing(PourparlerError):
    pass


class MissingExtra(PourparlerError):
    pass


class ExportRefused(PourparlerError):
    pass


class VerificationFailed(PourparlerError):
    pass


class StoreError(PourparlerError):
    pass


class StoreUnavailable(StoreError):
    pass


class StoreReadOnly(StoreError):
    pass


class StoreFull(StoreError):
    pass


class StoreBusy(StoreError):
    pass


class StoreDamaged(StoreError):
    pass


class StoreNewer(StoreError):
    pass


class NetworkShare(StoreError):
    pass


class UnknownName(PourparlerError):
    pass


class PortTaken(PourparlerError):
    pass


class FetchRefused(PourparlerError):
    pass


class FetchFailed(PourparlerError):
    pass
