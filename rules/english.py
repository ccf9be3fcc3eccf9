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

# ISO 3166 code of a country -> its English adjectives.
ADJECTIVES: dict[str, tuple[str, ...]] = {
    "AE": ("Emirati",), "AR": ("Argentine", "Argentinian"), "AT": ("Austrian",),
    "AU": ("Australian",), "AZ": ("Azerbaijani",), "BD": ("Bangladeshi",), "BE": ("Belgian",),
    "BG": ("Bulgarian",), "BN": ("Bruneian",), "BR": ("Brazilian",), "BY": ("Belarusian",),
    "CA": ("Canadian",), "CH": ("Swiss",), "CL": ("Chilean",), "CN": ("Chinese",),
    "CO": ("Colombian",), "CU": ("Cuban",), "CZ": ("Czech",), "DE": ("German",),
    "DK": ("Danish",), "DZ": ("Algerian",), "EC": ("Ecuadorian",), "EG": ("Egyptian",),
    "ES": ("Spanish",), "ET": ("Ethiopian",), "FI": ("Finnish",), "FJ": ("Fijian",),
    "FR": ("French",), "GB": ("British",), "GR": ("Greek",), "HR": ("Croatian",),
    "HU": ("Hungarian",), "IE": ("Irish",), "IN": ("Indian",), "IQ": ("Iraqi",),
    "IR": ("Iranian",), "IT": ("Italian",), "JO": ("Jordanian",), "JP": ("Japanese",),
    "KE": ("Kenyan",), "KH": ("Cambodian",), "KR": ("South Korean", "Korean"),
    "KW": ("Kuwaiti",), "KZ": ("Kazakh",), "LA": ("Laotian", "Lao"), "LK": ("Sri Lankan",),
    "MA": ("Moroccan",), "MG": ("Malagasy",), "MM": ("Burmese",), "MN": ("Mongolian",),
    "MX": ("Mexican",), "MY": ("Malaysian",), "NG": ("Nigerian",), "NL": ("Dutch",),
    "NO": ("Norwegian",), "NP": ("Nepali", "Nepalese"), "NZ": ("New Zealand",),
    "PE": ("Peruvian",), "PG": ("Papua New Guinean",), "PH": ("Philippine", "Filipino"),
    "PK": ("Pakistani",), "PL": ("Polish",), "PS": ("Palestinian",), "PT": ("Portuguese",),
    "QA": ("Qatari",), "RO": ("Romanian",), "RS": ("Serbian",), "RU": ("Russian",),
    "SA": ("Saudi",), "SD": ("Sudanese",), "SE": ("Swedish",), "SG": ("Singaporean",),
    "SI": ("Slovenian",), "SK": ("Slovak",), "SR": ("Surinamese",), "TH": ("Thai",),
    "TL": ("Timorese",), "TN": ("Tunisian",), "TR": ("Turkish",), "TW": ("Taiwanese",),
    "TZ": ("Tanzanian",), "UA": ("Ukrainian",), "US": ("American", "US"), "UZ": ("Uzbek",),
    "VE": ("Venezuelan",), "VN": ("Vietnamese",), "ZA": ("South African",),
}  # fmt: skip


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
