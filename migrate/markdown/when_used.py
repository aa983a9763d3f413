"""Modules that are imported for others and hardly ever used: to read one can take longer than a small site."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType


def read_when_used(name: str) -> None:
    """Let a module be read when somebody first asks it for something, whoever imports it; one that is there stays."""
    if name in sys.modules or not find_spec(name):
        return
    stand_in = ModuleType(name)

    def asked(attribute: str) -> object:
        if sys.modules.get(name) is stand_in:
            del sys.modules[name]
        return getattr(import_module(name), attribute)

    vars(stand_in)["__getattr__"] = asked  # PEP 562; LazyLoader would read it at the next `import`
    sys.modules[name] = stand_in
