"""The words that a configuration adds to the language data: aliases of names, words of roles, units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from factcheck.cli import choices
from factcheck.cli.settings import placed
from factcheck.config import Config

NAMES = ("person", "place", "organisation")
FORMS = ("er", "participle", "finite", "intransitive", "noun")  # of a role; see the roles.toml of a language
_OTHER = ("before", "cents", "rate", "transliterated")  # tables of units.toml that are no dimension


def add(config: Config) -> None:
    """Make the words of a configuration those of the language packs; ProblemError for one that fits nowhere."""
    from factcheck.language import extend, load, supported

    names = config.table("aliases")
    _known(config, "aliases", "type of name", names, NAMES)
    words: dict[str, dict[str, Any]] = {"names": names}
    extend({})
    for key, tables_of in (("roles", _roles), ("units", _dimensions)):
        told = config.table(key)
        _known(config, key, "language", told, supported())
        for lang, tables in told.items():
            _known(config, key, "role" if key == "roles" else "dimension", tables, tables_of(load(lang).table(key)))
            words.setdefault(lang, {})[key] = tables
    for role, forms in ((role, forms) for roles in config.table("roles").values() for role, forms in roles.items()):
        _known(config, "roles", f"kind of words for {role}", forms, FORMS)
    extend(words)


def _dimensions(table: Mapping[str, Any]) -> list[str]:
    return [name for name in table if name not in _OTHER]


def _roles(table: Mapping[str, Any]) -> list[str]:
    return [name for name in table if name != "endings"]


def _known(config: Config, key: str, noun: str, told: Iterable[str], names: Iterable[str]) -> None:
    """ProblemError, with the place of the key, when one of the names does not exist."""
    known = tuple(names)
    for name in told:
        placed(config, key, lambda name: choices.chosen(noun, name, known), name)
