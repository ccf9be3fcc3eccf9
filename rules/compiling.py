"""Compiles the terms of rules into one trie of phrases, and those that any rule needs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from . import words
from .ruleset import MASK, SLOTS, CompiledWatch, Form, Rule, worded_groups
from .tokens import SPLITS
from .trie import Trie
from .vocabulary import Phrase, expand, joined

Terms = dict[str, list[Phrase]]
Splits = dict[str, tuple[str, ...]]


def compile_forms(
    rules: Sequence[Rule],
    vocabulary: Mapping[str, Sequence[str]],
    masks: Iterable[str],
    watches: Sequence[CompiledWatch],
) -> tuple[Trie[Form], Splits, Terms]:
    """All phrases with the terms they stand for, the joined spellings, and the phrases by term."""
    plain = {name: list(terms) for name, terms in vocabulary.items()}
    meant: dict[str, list[str]] = {}
    for rule in rules:
        for term in terms_of(rule):
            meant[term] = plain[term.strip("<>")] if term.startswith("<") else [term]
    meant[MASK] = [
        part
        for term in masks
        for part in (plain[term.strip("<>")] if term.startswith("<") else [term])
    ]
    for watch in watches:
        meant[watch.id] = list(watch.watch.words)
    splits: Splits = {**joined(term for terms in meant.values() for term in terms), **SPLITS}
    forms: Trie[Form] = Trie()
    by_term: Terms = {}
    for term, written in meant.items():
        phrases = [phrase for one in written for phrase in expand(one, splits) if phrase.words]
        by_term[term] = phrases
        for phrase in phrases:
            forms.add(phrase.words, Form(term, phrase.exact))
    return forms, splits, by_term


def terms_of(rule: Rule) -> Iterator[str]:
    """Every term that a rule names, slots left out."""
    entry = rule.entry
    for group in (
        *entry.all, entry.any, entry.none, entry.none_in_document, entry.none_in_title,
    ):  # fmt: skip
        yield from (term for term in group if term not in SLOTS)


# Who asks for offices meets none in a text without a word of one: `kedua` may mean two of them.
_TITLES: list[tuple[str, ...]] = [
    (word,)
    for word in sorted(
        words.TITLES.keys() | words.BODIES | words.ENGLISH.keys() | words.ENGLISH_BODIES
        | words.DELEGATES | words.EMBASSIES | words.ENGLISH_EMBASSIES | words.ENVOYS
        | words.AGENCIES_BEHIND | words.SOMEWHERE | words.COUNCILS
        | {"wali", "menteri", "kedua", "ketiga", "keempat", "keduanya", "ketiganya"}
    )
]  # fmt: skip


def needed_by(
    rules: Sequence[Rule], watches: Sequence[CompiledWatch], terms: Terms
) -> list[list[list[tuple[str, ...]]]]:
    """For each rule and watch the groups of phrases, one of each of which stands in any text
    that it can meet.
    """
    needed: list[list[list[tuple[str, ...]]]] = []
    for rule in rules:
        groups = worded_groups(rule.entry)
        phrases = [[phrase.words for term in group for phrase in terms[term]] for group in groups]
        titled = rule.entry.places.role in ("office", "official") and rule.entry.places.min > 0
        needed.append([*phrases, _TITLES] if titled else phrases)
    return [*needed, *([[phrase.words for phrase in terms[watch.id]]] for watch in watches)]
