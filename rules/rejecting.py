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
        data: dict[str, Any] = packs_yaml.parse(text) or {}
    except yaml.YAMLError as error:
        raise RuleError(f"{path}: this is not YAML: {' '.join(str(error).split())}") from error
    examples = _examples(data, rule)
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


def _examples(data: dict[str, Any], rule: str) -> list[Any]:
    inner: Any = data
    for key in ("rules", rule, "tests"):
        inner = inner.setdefault(key, {})
        if not isinstance(inner, dict):
            raise RuleError(f"{OVERRIDES}: {key}: expected keys below it")
    listed = inner.setdefault("reject", [])
    if isinstance(listed, str):
        inner["reject"] = listed = [listed]
    return list(listed) if not isinstance(listed, list) else listed


def _dumped(data: dict[str, Any]) -> str:
    written: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=200)
    return written
