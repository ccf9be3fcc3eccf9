"""The records: frozen, and every field says what it holds."""

import ast
import dataclasses
from pathlib import Path

import pytest

from kembar import model, state

FILES = [Path(module.__file__ or "") for module in (model, state)]


def test_every_record_is_frozen() -> None:
    records = [value for value in vars(model).values() if dataclasses.is_dataclass(value)]

    assert len(records) >= 15
    assert all(record.__dataclass_params__.frozen for record in records)  # type: ignore[union-attr]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_field_is_documented(path: Path) -> None:
    silent = []
    for record in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(record, ast.ClassDef):
            for field, behind in zip(record.body, [*record.body[1:], None], strict=True):
                told = isinstance(behind, ast.Expr) and isinstance(behind.value, ast.Constant)
                if isinstance(field, ast.AnnAssign) and not told:
                    silent.append(f"{record.name}.{ast.unparse(field.target)}")

    assert silent == []
