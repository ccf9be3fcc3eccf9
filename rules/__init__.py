"""What we look for: rule packs, places, what a text tells of them. No network, no archive."""

from .examples import ExampleResult, run_examples
from .explaining import Explanation, explain
from .facts import facts, judge
from .homes import Home, home
from .linting import Lint, lint
from .loading import load
from .matching import match
from .naming import Naming, Unnamed
from .rejecting import reject
from .ruleset import Rule, RuleSet, gazetteer
from .sectors import known as known_sectors
from .towns import warm
from .watches import areas_of

__all__ = [
    "ExampleResult",
    "Explanation",
    "Home",
    "Lint",
    "Naming",
    "Rule",
    "RuleSet",
    "Unnamed",
    "areas_of",
    "explain",
    "facts",
    "gazetteer",
    "home",
    "judge",
    "known_sectors",
    "lint",
    "load",
    "match",
    "reject",
    "run_examples",
    "warm",
]
