"""The shape of a rule pack and of `overrides.yaml`; knows nothing of matching."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from kembar.model import Kind, Stage


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Terms = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Emits(_Shape):
    """What a hit says of the happening."""

    kind: Kind | None = None
    stage: Stage | None = None
    stage_detail: str | None = None
    sector: str | None = None


class Near(_Shape):
    """The terms of `all` lie within so many words of each other."""

    words: int = Field(default=12, ge=1, le=60)
    ordered: bool = False


class Places(_Shape):
    """How many different governments the sentence names.

    `official` counts those with a title (Pemkot, Bupati, Kota ...), agencies and countries,
    `office` of the countries only those whose government is meant (Pemerintah Jepang, Kedubes),
    `government` also bare names that are no mere location, `any` locations too.
    """

    min: int = Field(default=1, ge=0, le=9)
    role: Literal["any", "government", "official", "office"] = "any"
    foreign: Literal["any", "required", "forbidden"] = "any"
    within: Literal["sentence", "nearby", "lead"] = "sentence"
    """Where they are named: the sentence itself, it and the two before it, or it and the lead."""
    kin: bool | Literal["one"] = True
    """False where a province and a place inside it are not two; `one` where the province's office
    and all its places are one (a governor on tour in the own area)."""


class Example(_Shape):
    """A worked example that says more than hit or no hit."""

    text: str = Field(min_length=1)
    title: str = ""
    places: tuple[str, ...] = ()
    kind: Kind | None = None
    stage: Stage | None = None


def _example(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


Examples = tuple[Annotated[Example, BeforeValidator(_example)], ...]


class Tests(_Shape):
    """Sentences that the rule must hit, and sentences that it must leave alone."""

    match: Examples = ()
    reject: Examples = ()


class RuleEntry(_Shape):
    """One rule as written."""

    id: str = Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)+$")
    title: str = Field(min_length=1)
    title_id: str | None = None
    status: Literal["stable", "test", "off"] = "stable"
    severity: Literal["high", "medium", "low"] = "medium"
    emits: Emits = Emits()
    scope: Literal["sentence", "title", "document"] = "sentence"
    all: tuple[Terms, ...] = ()
    any: Terms = ()
    none: Terms = ()
    none_in_document: Terms = ()
    none_in_title: Terms = ()
    near: Near | None = None
    places: Places = Places(min=0)
    score: float = Field(gt=0, le=20)
    falsepositives: Terms = ()
    tests: Tests = Tests()


class Thresholds(_Shape):
    """Points from which an article is told, and from which `explain` calls it worth a look."""

    alert: float = Field(default=6, gt=0)
    record: float = Field(default=3, gt=0)
    passing: float = Field(default=10, gt=0)
    """What is needed where neither headline nor lead speaks of it: a mention in passing."""


class Weights(_Shape):
    """What a rule's points are multiplied with, by where the sentence stands."""

    title: float = Field(default=1.5, gt=0)
    lead: float = Field(default=1.25, gt=0)
    body: float = Field(default=1, gt=0)


class Pack(_Shape):
    """A file of rules."""

    schema_: Literal["rules/1"] = Field(alias="schema")
    language: Terms = ("id",)
    vocab: dict[str, Terms] = Field(default_factory=dict)
    mask: Terms = ()
    rules: tuple[RuleEntry, ...] = ()
    thresholds: Thresholds | None = None
    weights: Weights | None = None


class Override(_Shape):
    """What an operator changes of one built-in rule without editing its pack."""

    disable: bool = False
    status: Literal["stable", "test", "off"] | None = None
    score: float | None = Field(default=None, gt=0, le=20)
    none: Terms = ()
    severity: Literal["high", "medium", "low"] | None = None
    tests: Tests = Tests()


class Overrides(_Shape):
    """The file `overrides.yaml`."""

    schema_: Literal["overrides/1"] = Field(alias="schema", default="overrides/1")
    rules: dict[str, Override] = Field(default_factory=dict)
    thresholds: Thresholds | None = None
