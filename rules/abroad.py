"""Cities and regions abroad that no table knows, told by the country or region named behind."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kembar.model import Level, Place

from . import acting, towns, words
from .atlas import Gazetteer
from .mentions import Mention
from .titles import title_of
from .tokens import Document, visible
from .trie import Trie

_LONGEST = 3  # words of an unknown place's name
_REACH = 6  # words between the name and its country: `yang terletak di bagian utara`
_CITY, _REGION = Level.FOREIGN_CITY, Level.FOREIGN_REGION
# Titles before a name; those of an office may have a person's name behind the place's.
_AREAS = {
    **dict.fromkeys(
        ("kota", "kabupaten", "distrik", "munisipalitas", "munisipiu", "perbandaran"), _CITY
    ),
    **dict.fromkeys(("pemkot", "kotapraja", "county"), _CITY),
    **dict.fromkeys(("provinsi", "prefektur", "kanton", "oblast", "pemprov"), _REGION),
}
_OFFICES = {"gubernur": _REGION, "bupati": _CITY, "governor": _REGION, "mayor": _CITY}
_BEHIND = {
    **dict.fromkeys(("city", "town", "county", "municipality", "district"), _CITY),
    **dict.fromkeys(("province", "prefecture", "oblast"), _REGION),
}
_NO_NAMES = (
    words.TITLES.keys() | words.BODIES | words.HALTS | words.INSTITUTIONS | words.EPITHETS
    | words.SUBDISTRICTS | _AREAS.keys() | _OFFICES.keys() | _BEHIND.keys() | {"wali"}
)  # fmt: skip
_TWINS = frozenset({("kota", "kembar"), ("sister", "city"), ("twin", "city")})
# What may stand between a place and its country: nothing of it names a deed.
_BETWEEN = frozenset(
    {"di", "dari", "asal", "negara", "negeri", "yang", "terletak", "berada", "ada", "in", "of",
     "from", "republik", "bagian", "wilayah", "utara", "selatan", "timur", "barat", "tengah"}
)  # fmt: skip
# What stands before a town that is named without a title: `dengan Hualien, Taiwan`.
_LEADS = frozenset(
    {"dengan", "ke", "dari", "dan", "bersama", "antara", "di", "pemerintah", "asal", "menuju",
     "delegasi", "rombongan", "utusan", "warga", "menggandeng", "gandeng", "menggaet", "melirik",
     "with", "and", "from", "of", "to", "in", "between", "at"}
)  # fmt: skip
_NAMELY = frozenset({"tepatnya", "persisnya", "yakni", "yaitu", "khususnya", "namely"})
_APPOSITIONS = frozenset({"kota", "ibu", "sebuah", "kabupaten", "distrik", "pulau", "a", "the"})
_STATES = frozenset({"negara", "republik"})
_CLOSE = frozenset({"dari", "asal", "from"})


@dataclass(frozen=True, slots=True)
class _Candidate:
    first: int
    last: int
    place: Place


def add_unknown(document: Document, mentions: list[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """The mentions, and those of places abroad that are known only by their country."""
    taken = {word for mention in mentions for word in range(mention.name_first, mention.last)}
    around = [
        mention
        for mention in mentions
        if mention.place.level in (Level.COUNTRY, _REGION) and not mention.held
    ]
    names: Trie[Place] = Trie()
    for read in (_titled, _behind, _beside, _in_country):
        for area in around:
            for found in read(document, taken, area):
                phrase = document.words[found.first : found.last]
                if read in (_titled, _behind) or not names.get(phrase):
                    names.add(phrase, found.place)
    for phrase, _ in list(names.items()):
        if document.writes_small(phrase):  # `kota pesisir` is no town called Pesisir
            names.remove(phrase)
    if not names.longest:
        return mentions
    added = list(_mentions(document, names, taken, gazetteer))
    return sorted([*mentions, *added], key=lambda mention: (mention.name_first, mention.first))


def _titled(document: Document, taken: set[int], area: Mention) -> Iterator[_Candidate]:
    """The name behind which only the area follows, where a title opens or closes it."""
    last = _joint_begins(document, area)
    if area.office and area.place.level is Level.COUNTRY:
        return
    if last == 0 or document.gap(last) not in ("", ",", "("):
        return
    behind = document.words[last - 1]
    if behind in _BEHIND and document.capital(last - 1):
        first = _name_begins(document, taken, last - 1)
        if first < last - 1:
            yield _candidate(document, first, last - 1, _BEHIND[behind], area)
        return
    first = _name_begins(document, taken, last)
    if first < last:
        told = _told_before(document, first, last, area)
        if told is not None:
            yield _candidate(document, first, told[1], told[0], area)


def _behind(document: Document, taken: set[int], area: Mention) -> Iterator[_Candidate]:
    """`di Argentina, tepatnya Kota Rosario`: the name that says where in the area."""
    at = area.last
    if at + 1 >= len(document.words) or document.words[at] not in _NAMELY:
        return
    level = _AREAS.get(document.words[at + 1])
    first = at + 1 if level is None else at + 2
    last = first
    while (
        last < len(document.words) and last - first < _LONGEST and _is_name(document, last, taken)
    ):
        if document.between(last - 1, last).strip(" \xa0-'"):
            break
        last += 1
    if first < last:
        yield _candidate(document, first, last, level or _CITY, area)


def _beside(document: Document, taken: set[int], area: Mention) -> Iterator[_Candidate]:
    """`dengan Hualien, Taiwan`: a name between a word that leads to one and where it lies."""
    last = _name_before(document, area)
    if last is None:
        return
    first = _name_begins(document, taken, last)
    if 0 < first < last and document.words[first - 1] in _LEADS and not document.gap(first):
        yield _candidate(document, first, last, _CITY, area)


def _in_country(document: Document, taken: set[int], area: Mention) -> Iterator[_Candidate]:
    """A town of the table of a country that the text names elsewhere."""
    if area.place.level is Level.COUNTRY:
        for first, last in towns.spans(document, taken, area.place.country):
            yield _candidate(document, first, last, _CITY, area)


def _name_before(document: Document, area: Mention) -> int | None:
    """The word after a name that an area is told of; None where there is none.

    `X, Taiwan` and `X (Taiwan)`; `X di Finlandia`; `X, kota tenun di Prefektur Gunma`.
    """
    first = area.first
    if first > 0 and document.between(first - 1, first).strip() in (",", "(", "/"):
        return first
    if first <= 1 or document.words[first - 1] not in words.AT:
        return None
    if not document.gap(first - 1) and document.capital(first - 2):
        return first - 1
    for at in range(first - 2, max(1, first - 1 - _REACH), -1):
        if document.gap(at) == "," and document.words[at] in _APPOSITIONS:
            return at
    return None


def _joint_begins(document: Document, area: Mention) -> int:
    """The first word of what joins an area to the name before it."""
    at = area.first
    while at > 0 and area.first - at < _REACH and document.gap(at) in ("", ",", "("):
        word, before = document.words[at - 1], document.words[max(0, at - 2)]
        if at > 1 and (before == "pulau" or word == "island") and document.capital(at - 1):
            at -= 2
        elif word in _BETWEEN and (word in _STATES or not document.capital(at - 1)):
            at -= 1
        else:
            break
    return at


def _name_begins(document: Document, taken: set[int], last: int) -> int:
    first = last
    while first > 0 and last - first < _LONGEST and _is_name(document, first - 1, taken):
        if first < last and document.between(first - 1, first).strip(" \xa0-'"):
            break
        first -= 1
    return first


def _is_name(document: Document, at: int, taken: set[int]) -> bool:
    word = document.words[at]
    written = document.written(at, at + 1)
    return (
        at not in taken
        and document.capital(at)
        and not any(character.isdigit() for character in word)
        and not (written.isupper() and len(written) > 1)
        and word not in _NO_NAMES
    )


def _told_before(
    document: Document, first: int, last: int, area: Mention
) -> tuple[Level, int] | None:
    """The level that the title before a name tells, and where the place's name ends."""
    # `Burgemeester (Wali Kota) Ulmstadt`: the title may stand in brackets.
    if first == 0 or document.between(first - 1, first).strip(" \xa0)"):
        return None
    word = document.words[first - 1]
    before = document.words[first - 2] if first > 1 else ""
    if word == "of" and before in words.ENGLISH:
        return words.ENGLISH[before][1], last
    if (before, word) == ("negara", "bagian"):
        return _REGION, last
    if (before, word) in _TWINS:
        return _CITY, last
    office = _OFFICES.get(word) or (_CITY if (before, word) == words.DEPUTY_MAYOR else None)
    if office is not None:
        end = _end_in_office(document, first, last, area)
        return None if end is None else (office, end)
    if word not in _AREAS or before == "ibu" or before in words.INSTITUTIONS:
        return None
    return _AREAS[word], last


def _end_in_office(document: Document, first: int, last: int, area: Mention) -> int | None:
    """Where the place's name ends behind a mayor's title, as a person's name may follow it.

    None where only a person is named: `Gubernur Ridwan Kamil di Jepang` is on a journey, `kata
    Wali Kota Danny, Jepang siap membantu` begins a quote.
    """
    if document.gap(last) in (",", "("):
        behind = document.text[document.ends[area.last - 1] :].lstrip(" \xa0")[:1]
        title = title_of(document, first, last).first
        said = title > 0 and document.words[title - 1] in words.SPEECH
        return None if said or behind not in ("", ",", ")", ".", "\n") else last
    if document.words[last] in _CLOSE:
        return first + 1 if last - first >= _LONGEST else last
    return last if last == area.first and last - first == 1 else None


def _candidate(
    document: Document, first: int, last: int, level: Level, area: Mention
) -> _Candidate:
    written = " ".join(visible(document.written(first, last)).split())
    code = area.place.country
    place = Place(
        id=f"{code.lower()}:{slug(written)}",
        name=written,
        level=level,
        parent=area.place.id,
        country=code,
    )
    return _Candidate(first, last, place)


def _mentions(
    document: Document, names: Trie[Place], taken: set[int], gazetteer: Gazetteer
) -> Iterator[Mention]:
    end = 0
    for first, last, places in names.scan(document.words):
        if first < end or first in taken or not document.capital(first):
            continue
        end = last
        title = title_of(document, first, last)
        fitting = [place for place in places if place.level in title.levels]
        mention = Mention(
            first=title.first,
            name_first=first,
            last=title.last or last,
            place=(fitting or places)[0],
            how="unknown place with its country",
            titled=bool(title.levels) or acting.is_titled_abroad(title.first, document),
            office=title.office,
            body=title.body,
        )
        yield replace(
            mention,
            held=acting.held(mention, None, document, gazetteer, doubtful=False),
            location=acting.is_location(mention, None, document, gazetteer),
        )


def moved(place: Place, country: Place) -> Place:
    """The place of the same name in another country: Newcastle in Australia."""
    code = country.country
    return replace(
        place,
        id=f"{code.lower()}:{slug(place.name)}",
        parent=country.id,
        country=code,
        latitude=None,
        longitude=None,
    )


def slug(name: str) -> str:
    """A name as it stands in an id: `São Tomé` gives `sao-tome`."""
    plain = "".join(
        char
        for char in unicodedata.normalize("NFD", name.lower())
        if not unicodedata.combining(char)
    )
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
