"""The JSON Schemas that come along, and what follows them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import jsonschema

import migrate

FOLDER = Path(migrate.__file__).parent / "report"


def follows(described: object, name: str) -> None:
    """Fails unless `described` is what `NAME.schema.json` says, and that is a schema."""
    _validator(name).validate(described)


@cache
def _validator(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((FOLDER / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)
