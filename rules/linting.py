"""Finds rules that load but cannot do what they say: unreachable, ambiguous, twice the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kembar.model import Article

from .matching import lacking, match
from .reading import read_article
from .ruleset import MASK, SLOTS, Rule, RuleSet, worded_groups
from .vocabulary import affixed, expand

SHORT = 2
"""Letters of a word that stands in every text."""
FAR = 20
"""Words between two terms beyond which they rarely belong together."""
_SAME = 2  # examples that two rules share before they are called the same


@dataclass(frozen=True, slots=True)
class Lint:
    """One thing to mend, or to look at."""

    rule: str
    """Id of the rule, or `vocab.NAME`."""
    what: str
    """What was found, what was expected, and what to do."""
    fault: bool
    """False for what may be meant."""

    def __str__(self) -> str:
        return f"{self.rule}: {self.what}"


def lint(rules: RuleSet) -> list[Lint]:
    """Every fault and every doubt, faults first, in the order of the packs."""
    hidden = _hidden(rules)
    found = [
        *(one for rule in rules.rules for one in _rule(rule, rules, hidden)),
        *_same(rules),
        *_unused(rules, hidden),
        *_place_names(rules),
    ]
    return sorted(found, key=lambda one: not one.fault)


def _rule(rule: Rule, rules: RuleSet, hidden: set[tuple[str, ...]]) -> Iterator[Lint]:
    entry = rule.entry
    for number, group in enumerate((*entry.all, entry.any), start=1):
        where = f"all[{number}]" if number <= len(entry.all) else "any"
        forms = _forms(group, rules)
        if not forms:
            continue
        if forms <= _forms(entry.none, rules):
            yield Lint(rule.id, f"{where}: none forbids every word of it; it never hits", True)
        if forms <= hidden:
            yield Lint(rule.id, f"{where}: mask hides every word of it; it never hits", True)
    groups = worded_groups(entry)
    if groups and all(any(_is_short(term) for term in group) for group in groups):
        yield Lint(
            rule.id,
            f"all, any: a word of {SHORT} letters is enough; write a longer one or `=EXACT`",
            True,
        )
    if entry.near is not None and entry.near.words > FAR:
        yield Lint(
            rule.id, f"near.words: {entry.near.words} is far; over {FAR} means little", False
        )
    yield from _own_none(rule, rules)


def _own_none(rule: Rule, rules: RuleSet) -> Iterator[Lint]:
    """Examples under `match` that the rule's own `none` keeps from hitting."""
    for example in rule.entry.tests.match:
        article = Article(url="lint:", site="", title=example.title, text=example.text)
        reading = read_article(article, rules)
        terms = {term for passage in reading.passages for term in passage.terms}
        lacks = [lacking(rule.entry, p, terms, reading, rules) for p in reading.passages]
        if lacks and None not in lacks:
            forbidden = next((why for why in lacks if why and why.startswith("none")), None)
            if forbidden:
                yield Lint(rule.id, f"tests.match: {example.text!r}: {forbidden}", True)


def _same(rules: RuleSet) -> Iterator[Lint]:
    """Rules of one kind that meet just the same of all worked examples."""
    texts = dict.fromkeys(
        (example.title, example.text)
        for rule in rules.rules
        for example in (*rule.entry.tests.match, *rule.entry.tests.reject)
    )
    met: dict[str, set[int]] = {rule.id: set() for rule in rules.rules}
    for number, (title, text) in enumerate(texts):
        for told in (title, text), (text, ""):
            for hit in match(Article(url="lint:", site="", title=told[0], text=told[1]), rules):
                if hit.rule in met:
                    met[hit.rule].add(number)
    for at, one in enumerate(rules.rules):
        for other in rules.rules[at + 1 :]:
            alike = len(met[one.id]) >= _SAME and met[one.id] == met[other.id]
            if alike and one.entry.emits == other.entry.emits:
                yield Lint(
                    other.id, f"hits the same {len(met[one.id])} examples as {one.id}", False
                )


def _unused(rules: RuleSet, hidden: set[tuple[str, ...]]) -> Iterator[Lint]:
    used = {
        term
        for rule in rules.rules
        for group in (
            *rule.entry.all, rule.entry.any, rule.entry.none, rule.entry.none_in_document,
            rule.entry.none_in_title,
        )
        for term in group
    }  # fmt: skip
    flat = {name: set(terms) for name, terms in rules.vocabulary.items()}
    for name in flat:
        inside = any(flat[name] <= flat[other] for other in flat if other != name)
        masked = _forms(tuple(flat[name]), rules) <= hidden
        if f"<{name}>" not in used and not inside and not masked:
            yield Lint(f"vocab.{name}", "no rule uses this list", False)


def _place_names(rules: RuleSet) -> Iterator[Lint]:
    """Forms made by `+root` that are the name of a place."""
    for name, terms in rules.vocabulary.items():
        for term in terms:
            if not term.startswith("+"):
                continue
            for form in affixed(term[1:].strip()):
                for place in rules.gazetteer.names.get(tuple(form.split())):
                    where = rules.gazetteer[place.place].name
                    yield Lint(
                        f"vocab.{name}", f"{term} also makes {form!r}, which is {where}", False
                    )


def _hidden(rules: RuleSet) -> set[tuple[str, ...]]:
    """The phrases that are hidden from every rule."""
    return {
        words
        for words, values in rules.forms.items()
        if any(value.term == MASK for value in values)
    }


def _forms(terms: Sequence[str], rules: RuleSet) -> set[tuple[str, ...]]:
    plain = [
        inner
        for term in terms
        if term not in SLOTS
        for inner in (rules.vocabulary.get(term.strip("<>"), ()) if term[:1] == "<" else (term,))
    ]
    return {phrase.words for term in plain for phrase in expand(term, rules.splits)}


def _is_short(term: str) -> bool:
    """Whether a term is a bare word of one or two letters, neither a list nor exact."""
    return term[:1] not in "<{=" and len(term.lstrip("+").replace(" ", "")) <= SHORT
