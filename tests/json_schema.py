"""As much of JSON Schema as the schemas need that the tests hold output against."""

from __future__ import annotations

import json
import re
from typing import Any

NOTES = ("$schema", "$id", "id", "title", "description", "default", "$defs", "definitions")


def fits(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    """Whether a value fits the part of JSON Schema that our schemas and that of SARIF use."""
    unknown = schema.keys() - {*CHECKS, *NOTES}
    assert not unknown, f"the test does not know {unknown}"
    return all(CHECKS[word](value, schema, root) for word in schema if word in CHECKS)


def has_type(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None), "integer": int, "number": int | float}
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return any(isinstance(value, kinds[name]) and not (name in ("integer", "number") and isinstance(value, bool)) for name in names)


def has_properties(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    own, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    if not isinstance(value, dict):
        return True
    extra = [entry for name, entry in value.items() if name not in own]
    fine = all(fits(value[name], part, root) for name, part in own.items() if name in value)
    return fine and (not extra if others is False else others is True or all(fits(entry, others, root) for entry in extra))


def refers(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    part: Any = root
    for step in schema["$ref"].removeprefix("#").split("/")[1:]:
        part = part[step]
    return fits(value, part, root)


def is_unique(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    seen = [json.dumps(entry, sort_keys=True) for entry in value]
    return not schema["uniqueItems"] or len(set(seen)) == len(seen)


def has_format(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    """Only "uri" and "uri-reference" are looked at: RFC 3986 has no blank and nothing but ASCII."""
    uri = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=@:/?#\[\]-]|%[0-9A-Fa-f]{2})*")
    if schema["format"] == "uri" and not re.match("[A-Za-z][A-Za-z0-9+.-]*:", value):
        return False
    return not schema["format"].startswith("uri") or bool(uri.fullmatch(value))


CHECKS: dict[str, Any] = {
    "type": has_type,
    "$ref": refers,
    "properties": has_properties,
    "additionalProperties": lambda value, schema, root: "properties" in schema or has_properties(value, schema, root),
    "const": lambda value, schema, root: value == schema["const"],
    "enum": lambda value, schema, root: value in schema["enum"],
    "required": lambda value, schema, root: set(schema["required"]) <= value.keys(),
    "items": lambda value, schema, root: all(fits(entry, schema["items"], root) for entry in value),
    "minItems": lambda value, schema, root: len(value) >= schema["minItems"],
    "maxItems": lambda value, schema, root: len(value) <= schema["maxItems"],
    "uniqueItems": is_unique,
    "format": has_format,
    "pattern": lambda value, schema, root: bool(re.search(schema["pattern"], value)),
    "maximum": lambda value, schema, root: value <= schema["maximum"],
    "minimum": lambda value, schema, root: value >= schema["minimum"],
    "anyOf": lambda value, schema, root: any(fits(value, part, root) for part in schema["anyOf"]),
}
