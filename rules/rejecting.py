"""Writes a headline that was flagged by mistake under the `reject` examples of a rule."""

from pathlib import Path
from typing import Any

import yaml

from kembar.errors import RuleError

from . import packs_yaml
from .loading import OVERRIDES


def reject(folder: Path, rule: str, headline: str) -> Path:
    """Add the headline to the operator's `overrides.yaml`, and return the file.

    Comments in the file would be lost in writing it anew: with any, RuleError says what to paste.
    """
    path = folder / OVERRIDES
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    try:
        data = packs_yaml.parse(text) or {}
    except yaml.YAMLError as error:
        raise RuleError(f"{path}: this is not YAML: {' '.join(str(error).split())}") from error
    examples = _examples(path, data, rule)
    if headline in examples:
        return path
    if "#" in text:
        lines = _dumped({"rules": {rule: {"tests": {"reject": [headline]}}}})
        raise RuleError(f"{path}: holds comments that would be lost; add by hand:\n{lines}")
    examples.append(headline)
    folder.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(_dumped(data), encoding="utf-8")
    fresh.replace(path)
    return path


def _examples(path: Path, data: Any, rule: str) -> list[Any]:
    """The list under `rules.RULE.tests.reject`, made where it is not there."""
    inner, where = data, "the file"
    for key in ("rules", rule, "tests", "reject"):
        if not isinstance(inner, dict):
            raise RuleError(f"{path}: {where}: expected keys below it")
        inner, parent, where = inner.setdefault(key, {}), inner, key
    if isinstance(inner, str) or not inner:
        parent["reject"] = inner = [inner] if inner else []
    if not isinstance(inner, list):
        raise RuleError(f"{path}: {where}: expected a list of headlines")
    return inner


def _dumped(data: dict[str, Any]) -> str:
    written: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=200)
    return written
