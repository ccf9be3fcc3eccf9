"""Other ways to write an Indonesian place, worked out from its name; knows no table."""

_DIRECTIONS = {
    ("barat", "daya"): "Southwest",
    ("barat",): "West",
    ("timur",): "East",
    ("utara",): "North",
    ("selatan",): "South",
    ("tengah",): "Central",
    ("tenggara",): "Southeast",
    ("pegunungan",): "Highland",
    ("kepulauan",): "Islands",
}
_WORDS = {"Jawa": "Java", "Sumatera": "Sumatra", "Seribu": "Thousand", "Bagian": ""}
_WHOLE = ("Nusa Tenggara", "Pangkajene dan Kepulauan")
_ISLANDS = "Kepulauan "


def variants(name: str) -> tuple[str, ...]:
    """The name, in English, and with `Kep.` for `Kepulauan`."""
    return tuple(dict.fromkeys((name, translate(name), name.replace(_ISLANDS, "Kep "))))


def translate(name: str) -> str:
    """`Jawa Barat` gives `West Java`, `Kepulauan Riau` `Riau Islands`; else the name itself."""
    if name.startswith(_ISLANDS):
        return f"{translate(name.removeprefix(_ISLANDS))} Islands"
    if name in _WHOLE:
        return name
    words = name.split()
    for tail, direction in _DIRECTIONS.items():
        kept = words[: -len(tail)]
        if kept and tuple(word.lower() for word in words[-len(tail) :]) == tail:
            if direction == "Islands":
                return f"{translate(' '.join(kept))} Islands"
            return f"{direction} {translate(' '.join(kept))}"
    return " ".join(_WORDS.get(word, word) for word in words).strip()
