"""Front matter as a whole, in the syntax that the owner of a site chose."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from migrate.page.keys import text_of
from migrate.page.parts import Syntax
from migrate.page.quoting import escaped
from migrate.page.toml_writer import toml_lines
from migrate.page.yaml_writer import dump, dump_in_order


def written(fields: Mapping[str, object], syntax: Syntax = Syntax.YAML, order: Sequence[str] = ()) -> str:
    """Front matter between its fences, one newline at the end.

    The keys of `order` come first, all others in alphabetical order. Values are as `yaml_writer.dump` takes them.
    """
    if syntax is Syntax.YAML and not order:
        return dump(fields)
    names = [*(name for name in order if name in fields), *sorted(fields.keys() - set(order))]
    return _WRITERS[syntax]({name: fields[name] for name in names})


def _toml(fields: Mapping[str, object]) -> str:
    return "".join(["+++\n", *(toml_lines(key, value) for key, value in fields.items()), "+++\n"])


def _json(fields: Mapping[str, object]) -> str:
    text = json.dumps(fields, ensure_ascii=False, indent=2, default=text_of)
    return "\n".join(map(escaped, text.split("\n"))) + "\n"


_WRITERS = {Syntax.YAML: dump_in_order, Syntax.TOML: _toml, Syntax.JSON: _json}
