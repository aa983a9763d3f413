"""The syntaxes of front matter in which keys can be edited."""

from __future__ import annotations

from collections.abc import Mapping

from migrate.page.json_keys import JSON
from migrate.page.keys import Keys
from migrate.page.parts import Syntax
from migrate.page.toml_keys import TOML
from migrate.page.yaml_keys import YAML

KEYS: Mapping[Syntax, Keys] = {Syntax.YAML: YAML, Syntax.TOML: TOML, Syntax.JSON: JSON}
