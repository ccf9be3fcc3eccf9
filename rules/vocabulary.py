"""Turns terms of a pack into the forms the press writes: affixes, joined words, exact case."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .tokens import SPLITS, split_words

_NASAL_DROPPED = {"p": "m", "t": "n", "k": "ng", "s": "ny"}
_NASAL = {"b": "m", "f": "m", "v": "m", "d": "n", "c": "n", "j": "n", "z": "n"}
_VOWELS_AND_GUTTURALS = "aiueogh"
_SUFFIXES = ("", "i", "kan", "an")
_SHORTEST_JOINED = 3  # letters a word needs before its joined form is worth looking for


@dataclass(frozen=True, slots=True)
class Phrase:
    """One form to look for: its canonical words, and the letters it must have where case counts."""

    words: tuple[str, ...]
    exact: str | None = None


def expand(term: str, splits: Mapping[str, tuple[str, ...]] = SPLITS) -> Iterator[Phrase]:
    """The forms of one term: plain phrase, `+root` or `=EXACT`; lists are the loader's."""
    if term.startswith("="):
        exact = term[1:].strip()
        yield Phrase(split_words(exact, splits), exact)
    elif term.startswith("+"):
        for form in affixed(term[1:].strip()):
            yield Phrase(split_words(form, splits))
    else:
        words = split_words(term, splits)
        yield Phrase(words)
        if words and len(words[-1]) > _SHORTEST_JOINED:
            yield Phrase((*words[:-1], f"{words[-1]}nya"))


def joined(terms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Joined spellings of the two-word phrases among these terms: `kerjasama`, `sistercity`."""
    found: dict[str, tuple[str, ...]] = {}
    for term in terms:
        if term[:1] in "=+<{":
            continue
        words = split_words(term)
        if len(words) == 2 and min(map(len, words)) >= _SHORTEST_JOINED:
            found["".join(words)] = words
    return found


def affixed(root: str) -> list[str]:
    """The verbs and nouns made of a root: `teken` gives `meneken`, `diteken`, `penekenan` ...

    A root of two words is joined and also left apart: `menandatangani`, `menanda tangani`.
    """
    words = root.lower().split()
    head, tail = words[0], words[1:]
    forms = [root]
    for prefix in _prefixed(head):
        for suffix in _SUFFIXES:
            forms.append("".join((prefix, *tail)) + suffix)
            if tail:
                forms.append(" ".join((prefix, *tail)) + suffix)
    for noun in [form for form in forms if form.endswith("an")]:
        forms.append(f"{noun}nya")
    return list(dict.fromkeys(forms))


def _prefixed(root: str) -> Sequence[str]:
    return (
        root, f"di{root}", f"di {root}", f"ter{root}", f"ber{root}", f"ke{root}", f"se{root}",
        f"per{root}", f"memper{root}", f"diper{root}",
        *(f"{prefix}{stem}" for prefix in ("me", "pe") for stem in _nasal(root)),
    )  # fmt: skip


def _nasal(root: str) -> tuple[str, ...]:
    first = root[0]
    if first in _NASAL_DROPPED:
        nasal = _NASAL_DROPPED[first]
        # Foreign roots and slips keep their first letter: `mensponsori`, `mentandatangani`.
        kept = {"ng": "ng", "ny": "n"}.get(nasal, nasal)
        return (nasal + root[1:], kept + root)
    if first in _NASAL:
        return (_NASAL[first] + root,)
    return (("ng" + root) if first in _VOWELS_AND_GUTTURALS else root,)
