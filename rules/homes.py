"""Where an outlet is at home, by its domain, what it says of itself, and what its headlines name.

A guess for people to confirm: it gives its reasons, and nothing where nothing stands out.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kembar.model import Level, Place

from . import places, tables, tokens
from .atlas import Gazetteer
from .ruleset import RuleSet

# Points for what is found; only their proportions matter.
_GOVERNMENT = 9.0  # a domain of the government itself names its area for certain
_DOMAIN = 5.0
_TITLED = 3.0  # `Kota Bontang` in a footer or a title
_BARE = 2.0
_HEADLINES = 6.0  # all headlines name the place
_LEAST = 2.5  # below, nothing stands out
_CLEAR = 0.5  # share of all points that a home must have
_MANY = 6  # places in one text: a network's list of its members, or a menu
_SHORT = 6  # letters; a shorter name may be a part of another word (`ende` in `independen`)

_STREET = re.compile(r"\b(?:jl|jln|jalan)\b\.?\s+[^,\n\d]{2,40}", re.IGNORECASE)
_GENERIC = frozenset(
    {
        "www", "com", "co", "id", "net", "org", "go", "or", "info", "my", "web", "ac", "sch",
        "desa", "news", "online", "site", "xyz", "media", "tv",
    }
)  # fmt: skip
# What outlets put before and behind the name of their place.
_PRESS = re.compile(
    r"(?:kab|kota|prov|pemkot|pemkab|pemprov|pemda|kabupaten|provinsi|kabar|berita|warta|suara|"
    r"media|info|informasi|klik|portal|radar|harian|koran|tribun|pos|post|news|today|times|terkini|"
    r"hari|ini|online|update|raya|satu|one|line|net|tv|id|ku|kita|kini|pedia|express|ekspres|jurnal|"
    r"lensa|lintas|cakrawala|fokus|focus|gerbang|inside|sindo|antara|diskominfo|kominfo|prokopim|"
    r"humas|setda|bappeda|dprd|ppid|dinas|ekonomi|bisnis|zona|seputar|sekitar|jendela|the|berani|"
    r"bicara|bersuara|press|faktual|satu|nusantara|merdeka|baru|utama|\d)*"
)
_LEVELS = ((r"kab", Level.REGENCY), (r"kota|pemkot", Level.CITY), (r"prov", Level.PROVINCE))


@dataclass(frozen=True, slots=True)
class Home:
    """The area that an outlet writes from."""

    place: Place
    why: tuple[str, ...]
    """What spoke for it, the strongest first."""


def home(
    domain: str, own_words: Sequence[str], headlines: Sequence[str], rules: RuleSet
) -> Home | None:
    """The home area of an outlet, or None where nothing stands out (a national one).

    `own_words` are its titles, its description, the address in its footer; `headlines` the titles
    of its articles, or their first lines.
    """
    gazetteer = rules.gazetteer
    points: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for place_id, weight in _in_domain(domain, gazetteer):
        points[place_id][f"its name {domain}"] = weight
    for words in own_words:
        for place_id, titled in _named(words, gazetteer, most=_MANY).items():
            reason = f"its own words {_short(words)!r}"
            points[place_id][reason] = _TITLED if titled else _BARE
    counts: defaultdict[str, int] = defaultdict(int)
    for headline in headlines:
        for place_id in _named(headline, gazetteer):
            counts[place_id] += 1
    for place_id, count in counts.items():
        reason = f"{count} of {len(headlines)} headlines"
        points[place_id][reason] = _HEADLINES * count / len(headlines)
    return _best(points, gazetteer)


def _best(points: dict[str, dict[str, float]], gazetteer: Gazetteer) -> Home | None:
    """The province with the most points, or the one place in it that has most of them."""
    total: defaultdict[str, float] = defaultdict(float)
    for place_id, said in points.items():
        total[_province(place_id, gazetteer)] += sum(said.values())
    if not total:
        return None
    province = max(total, key=lambda place_id: total[place_id])
    if total[province] < max(_LEAST, _CLEAR * sum(total.values())):
        return None
    inside = {p: sum(said.values()) for p, said in points.items() if p != province}
    inside = {p: score for p, score in inside.items() if _province(p, gazetteer) == province}
    best = max(inside, key=lambda p: (inside[p], gazetteer[p].level is Level.CITY), default=None)
    if best is not None:
        # A city and the regency around it share their name, and with it what was found.
        name = _bare(gazetteer[best])
        shared = sum(score for p, score in inside.items() if _bare(gazetteer[p]) == name)
        if shared >= max(_LEAST, _CLEAR * total[province]):
            return _told(best, points[best], gazetteer)
    said = dict(points.get(province, {}))
    for place_id in inside:
        said.update(points[place_id])
    return _told(province, said, gazetteer)


def _told(place_id: str, said: dict[str, float], gazetteer: Gazetteer) -> Home:
    why = sorted(said, key=lambda reason: -said[reason])
    return Home(gazetteer[place_id], tuple(why[:3]))


def _named(text: str, gazetteer: Gazetteer, *, most: int | None = None) -> dict[str, bool]:
    """The Indonesian places that a text names, and whether by their title."""
    document = tokens.read(_STREET.sub(" ", text), "")
    found: dict[str, bool] = {}
    for mention in places.find(document, gazetteer):
        if mention.place.country != "ID" or mention.place.level is Level.AGENCY:
            continue
        doubtful = gazetteer.rows[mention.place.id].doubtful and not mention.titled
        if not doubtful:
            found[mention.place.id] = found.get(mention.place.id, False) or mention.titled
    return {} if most is not None and len(found) > most else found


def _in_domain(domain: str, gazetteer: Gazetteer) -> Iterator[tuple[str, float]]:
    """The places whose name stands in a domain; the longest name where several do."""
    government = bool(re.search(r"\.go\.id$", domain))
    labels = [label for label in domain.lower().split(".") if label not in _GENERIC]
    for label in labels[::-1]:
        joined = label.replace("-", "")
        found: dict[str, list[str]] = {}
        for name, place_id in _squeezed(gazetteer):
            if name in joined and _stands_alone(name, joined):
                found.setdefault(name, []).append(place_id)
        if not found:
            continue
        name = max(found, key=len)
        rest = joined.replace(name, " ", 1)
        ids = list(dict.fromkeys(found[name]))
        fitting = [
            place_id
            for pattern, level in _LEVELS
            if re.search(pattern, rest)
            for place_id in ids
            if gazetteer[place_id].level is level
        ]
        ids = fitting or ids
        yield from ((p, (_GOVERNMENT if government else _DOMAIN) / len(ids)) for p in ids)
        return


def _stands_alone(name: str, joined: str) -> bool:
    if len(name) >= _SHORT:
        return True
    before, _, after = joined.partition(name)
    return bool(_PRESS.fullmatch(before) and _PRESS.fullmatch(after))


def _squeezed(gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """Every name of an Indonesian place as a domain has it: `sumbawabarat`, `ksb`, `kaltim`."""
    for row in gazetteer.rows.values():
        if row.place.country != "ID" or row.place.level is Level.AGENCY:
            continue
        for written in (_bare(row.place), *row.names):
            if written[:1] in "~?":  # by-names, and short forms that are words
                continue
            name = re.sub(r"[^a-z0-9]", "", written.lstrip(tables.MARKS).lower())
            if len(name) >= 3:
                yield name, row.place.id


def _bare(place: Place) -> str:
    return re.sub(r"^(?:Kota|Kabupaten|Provinsi)(?: Administrasi)? ", "", place.name)


def _province(place_id: str, gazetteer: Gazetteer) -> str:
    return place_id.partition(".")[0] if place_id.partition(".")[0] in gazetteer else place_id


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57]}..."
