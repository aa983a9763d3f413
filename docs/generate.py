"""Writes what can be looked up: `docs/reference.md`, and the table of options in `README.md`.

All of it comes from the tables in the code, so that it cannot say anything else: run `python docs/generate.py` after a
change of one of them. A test holds both files to it.
"""

from __future__ import annotations

import ast
import inspect
import typing
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from types import UnionType

from typer.models import ArgumentInfo, OptionInfo

from migrate import options
from migrate.cli import outcome
from migrate.cli.app import COMMANDS
from migrate.content import handlers as _handlers  # noqa: F401  (registers them)
from migrate.content.registry import REGISTRY
from migrate.diagnostics import Code
from migrate.explanations import EXPLANATIONS
from migrate.verify.kinds import KINDS

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "reference.md"
README = ROOT / "README.md"
BEGIN, END = "<!-- options: written by docs/generate.py -->\n", "<!-- end of options -->\n"
SUBJECTS = ("Reading", "Content and Markdown", "Addresses and links", "The Hugo site", "Media", "Keeping in step")
"""What the hundreds of the diagnostics' numbers are about."""


def reference() -> str:
    """The whole page, ready to be written."""
    parts = (
        _commands(),
        _options(),
        _statuses(),
        _diagnostics(),
        _faults(),
        _shortcodes(),
        _blocks(),
        _texts(),
        _formats(),
    )
    return _HEAD + "".join(f"\n{part.strip()}\n" for part in parts)


def with_options(readme: str) -> str:
    """A README with the table of options as it has to be."""
    before, _, rest = readme.partition(BEGIN)
    return f"{before}{BEGIN}{options_table()}{END}{rest.partition(END)[2]}"


def options_table() -> str:
    """Every key of `wxr2hugo.toml` with its values and what it means."""
    rows = ["| key | values | meaning |", "| --- | --- | --- |"]
    for kind in (options.Options, options.SyncOptions):
        meanings = _meanings(kind)
        for one in fields(kind):
            table, key = one.metadata["table"], one.metadata["key"]
            values = one.metadata.get("values") or _values(one.default, one.metadata["allowed"])
            rows.append(f"| `[{table}] {key}` | {values} | {meanings[one.name]} |")
    return "\n".join(rows) + "\n"


def _values(default: object, allowed: Iterable[str]) -> str:
    if isinstance(default, tuple):
        listed = ", ".join(f'"{one}"' for one in default)
        return f"list{' of ' * bool(allowed)}{', '.join(f'`{one}`' for one in allowed)}; `[{listed}]`"
    if allowed:
        return ", ".join(f"**`{one}`**" if one == default else f"`{one}`" for one in allowed)
    if isinstance(default, bool):
        return f"`true`, `false`; `{str(default).lower()}`"
    kind = "number" if isinstance(default, int) else "text"
    return kind if default == "" else f"{kind}; `{default}`"


def _meanings(kind: type) -> dict[str, str]:
    """What is said below each field of a class, in one line."""
    body = ast.parse(inspect.getsource(kind)).body[0]
    assert isinstance(body, ast.ClassDef)
    return {
        field.target.id: inspect.cleandoc(said.value.value).replace("\n", " ")
        for field, said in zip(body.body, body.body[1:], strict=False)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(said, ast.Expr) and isinstance(said.value, ast.Constant) and isinstance(said.value.value, str)
    }


def _commands() -> str:
    return "## Commands\n" + "".join(_command(function) for function in COMMANDS)


def _command(function: Callable[..., None]) -> str:
    hints = typing.get_type_hints(function, include_extras=True)
    rows = [_parameter(hints[one.name], one) for one in inspect.signature(function).parameters.values()]
    table = "\n".join(["| argument | meaning |", "| --- | --- |", *rows])
    return f"\n### wxr2hugo {function.__name__}\n\n{inspect.getdoc(function)}\n\n{table}\n"


def _parameter(hint: object, parameter: inspect.Parameter) -> str:
    """The row of one argument or option: how it is written, what it does."""
    kind, info = typing.get_args(hint)
    assert isinstance(info, ArgumentInfo | OptionInfo)
    words = _quoted(_words(kind))
    default = parameter.default
    shown = f" Default: {default}." if isinstance(default, str | int) and not isinstance(default, bool) else ""
    names = [str(info.default), *map(str, info.param_decls or ())] if isinstance(info, OptionInfo) else []
    spelled = _quoted(names) + (f" `{info.metavar}`" if info.metavar else "")
    return f"| {spelled.strip()} | {info.help}{f' Values: {words}.' if words else ''}{shown} |".replace(
        "PATH|ID", "PATH\\|ID"
    )


def _words(kind: object) -> list[str]:
    """The values of an option that takes one of a few words."""
    kinds = typing.get_args(kind) if isinstance(kind, UnionType) else (kind,)
    return [value.value for one in kinds if isinstance(one, type) and issubclass(one, StrEnum) for value in one]


def _options() -> str:
    return f"""## Options

`wxr2hugo.toml` in the site holds them; the command line wins. The default is in bold, or stands last.

{options_table()}"""


def _statuses() -> str:
    rows = "\n".join(f"| {status} | {meaning} |" for status, meaning in outcome.MEANINGS.items())
    return f"## Exit statuses\n\n| status | meaning |\n| --- | --- |\n{rows}"


def _diagnostics() -> str:
    """By subject; in each, those first that ask most of the reader."""
    by_hundred = groupby(sorted(Code, key=lambda code: (code.id[1], code.id)), key=lambda code: int(code.id[1]))
    parts = [f"\n### {SUBJECTS[hundred]}\n\n{chr(10).join(map(_code, codes))}" for hundred, codes in by_hundred]
    return _DIAGNOSTICS + "".join(parts)


def _code(code: Code) -> str:
    """All that `explain` says of one, below a heading that links can lead to."""
    explanation = EXPLANATIONS[code]
    outcome = explanation.outcome.replace("\n", "\n  ")
    return f"""#### {code.id}

*{code.severity.capitalize()}:* {code.sentence}. {explanation.cause}

```text
{explanation.source}

→ {outcome}
```

What to do: {code.remedy}
"""


def _faults() -> str:
    rows = "".join(f"| {name} | {_cell(kind.meaning)} | {_cell(kind.remedy)} |\n" for name, kind in KINDS.items())
    return f"{_FAULTS}| kind | meaning | what to do |\n| --- | --- | --- |\n{rows}"


def _shortcodes() -> str:
    return _SHORTCODES + _handled(REGISTRY.shortcodes | REGISTRY.code)


def _blocks() -> str:
    return _BLOCKS + _handled(REGISTRY.blocks)


def _texts() -> str:
    return _TEXTS + _handled(REGISTRY.filters)


def _handled(table: typing.Mapping[str, Callable[..., str]]) -> str:
    """The names of a table by the function that answers for them, with what that says of itself."""
    names: dict[Callable[..., str], list[str]] = {}
    for name, handler in table.items():
        names.setdefault(handler, []).append(name)
    rows = sorted(
        (", ".join(f"`{name}`" for name in sorted(those)), _first(handler)) for handler, those in names.items()
    )
    return "| names | what becomes of them |\n| --- | --- |\n" + "".join(f"| {one} | {two} |\n" for one, two in rows)


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _first(handler: Callable[..., str]) -> str:
    """The first paragraph of a docstring, as the cell of a table."""
    return _cell((inspect.getdoc(handler) or "").partition("\n\n")[0].replace("\n", " "))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _formats() -> str:
    return _FORMATS + "".join(_schemas())


def _schemas() -> Iterator[str]:
    for path in sorted((ROOT / "migrate").rglob("*.schema.json")):
        text = path.read_text("utf-8")
        yield f"\n### {path.relative_to(ROOT).as_posix()}\n\n```json\n{text.rstrip()}\n```\n"


_HEAD = """# Reference

Everything that can be looked up. This page is written by `python docs/generate.py` from the tables in the code; do not
edit it.
"""
_DIAGNOSTICS = """## Diagnostics

`wxr2hugo explain CODE` says the same. An *error* needs a person: the run ends with 1. Codes never change their meaning.
"""
_FAULTS = """## Faults

What `wxr2hugo verify` finds, by kind; `wxr2hugo explain KIND` says the same.

"""
_SHORTCODES = """## Shortcodes

Those of plugins for members keep what members alone saw hidden, and CodeColorer's (`cc_python`) are code like the
others of highlighters. All other shortcodes stay as text and are named (W101), unless
`[shortcodes]` says what becomes of them.

"""
_BLOCKS = """## Blocks

A block that is not here is kept by the HTML it holds, and named (W102).

"""
_TEXTS = """## Other text

What is neither shortcode nor block, known by the signs that it holds.

"""
_FORMATS = """## JSON

What `--format json` prints, one object each. `version` changes only if a program would have to change too.
"""

if __name__ == "__main__":
    REFERENCE.write_text(reference(), "utf-8")
    README.write_text(with_options(README.read_text("utf-8")), "utf-8")
