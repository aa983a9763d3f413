"""Regular expressions that few exports need: there are hundreds, and to compile them all takes longer than a post."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def rare_pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`, done when somebody first asks the pattern for something.

    What is answered has the methods of a pattern and is none: functions such as `re.sub` do not take it.
    """
    return cast("re.Pattern[AnyStr]", _CompiledWhenUsed(text, flags))


class _CompiledWhenUsed:
    """Becomes what it stands for method by method: what was asked for once is found at once."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self.pattern = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found
