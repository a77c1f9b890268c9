"""What holds for all tests: no example has a deadline, for the machine may be busy with other tests."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("pourparler", deadline=None)
settings.load_profile("pourparler")
