"""Reads YAML as rule packs are written: only true and false are booleans, no key twice."""

import re
from typing import Any

import yaml


class _Loader(yaml.SafeLoader):
    """`off`, `no` and `y` stay words; a key given twice is an error instead of a silent loss."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag
        not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:value")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen = set()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise yaml.constructor.ConstructorError(
                None, None, "a key must be a word", key.start_mark
            )
        if key.value in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key.value!r} is given twice", key.start_mark
            )
        seen.add(key.value)
    return loader.construct_mapping(node, deep=True)


def _boolean(loader: _Loader, node: yaml.ScalarNode) -> bool:
    return loader.construct_scalar(node) == "true"


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_constructor("tag:kembar,2026:bool", _boolean)
_Loader.add_implicit_resolver("tag:kembar,2026:bool", re.compile(r"true|false"), list("tf"))


def parse(text: str) -> Any:
    """The data in a YAML text; yaml.YAMLError says what is wrong and where."""
    try:
        return yaml.load(text, Loader=_Loader)
    except RecursionError:
        raise yaml.YAMLError("brackets or indents are nested too deep") from None
