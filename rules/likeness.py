"""Tells how like two texts are, by MinHash over their three-word shingles; the door to rensa."""

from rensa import RMinHash

from kembar.model import Likeness

from .tokens import SPLITS, fold, plain_words, visible

PERMUTATIONS = 128
SEED = 20261124  # never changed: signatures in archives are compared for years
WIDTH = 3  # words of a shingle


def likeness(text: str) -> Likeness | None:
    """The signature of a text; None for one that has no words."""
    words = plain_words(visible(fold(text)), SPLITS)
    if not words:
        return None
    last = max(1, len(words) - WIDTH + 1)
    shingles = {" ".join(words[at : at + WIDTH]) for at in range(last)}
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update(sorted(shingles))
    return Likeness(signature=tuple(sketch.digest()), shingles=len(shingles))
