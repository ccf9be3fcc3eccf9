"""Words of both languages for codes in the archive; kinds and stages: `kembar.spoken`."""

from kembar.model import Level, Modality, Outcome, Role, Verdict

from .descriptions.table import Bilingual

MODALITIES: dict[Modality, Bilingual] = {
    Modality.DONE: ("terlaksana", "done"),
    Modality.PLANNED: ("rencana", "planned"),
    Modality.DENIED: ("dibantah atau batal", "denied or called off"),
}

ROLES: dict[Role, Bilingual] = {
    Role.PARTY: ("pihak", "party"),
    Role.WITNESS: ("saksi", "witness"),
    Role.LOCATION: ("tempat", "venue"),
    Role.BROKER: ("perantara", "broker"),
}

LEVELS: dict[Level, Bilingual] = {
    Level.CITY: ("kota", "city"),
    Level.REGENCY: ("kabupaten", "regency"),
    Level.PROVINCE: ("provinsi", "province"),
    Level.FOREIGN_CITY: ("kota di luar negeri", "city abroad"),
    Level.FOREIGN_REGION: ("wilayah di luar negeri", "region abroad"),
    Level.COUNTRY: ("negara", "country"),
    Level.AGENCY: ("lembaga", "agency"),
}

OUTCOMES: dict[Outcome, Bilingual] = {
    Outcome.OK: ("baik", "fine"),
    Outcome.PARTIAL: ("sebagian", "in part"),
    Outcome.FAILED: ("gagal", "failed"),
    Outcome.REFUSED: ("ditolak", "refused"),
    Outcome.BLOCKED: ("diblokir", "blocked"),
}

VERDICTS: dict[Verdict, Bilingual] = {
    Verdict.KEEP: ("Benar", "Right"),
    Verdict.DROP: ("Bukan peristiwa", "False alarm"),
    Verdict.FIX: ("Ada fakta yang salah", "A fact is wrong"),
}

SECTORS: dict[str, Bilingual] = {
    name: (indonesian, name)
    for name, indonesian in {
        "waste": "sampah",
        "water": "air",
        "environment": "lingkungan",
        "disaster": "kebencanaan",
        "fire service": "pemadam kebakaran",
        "tourism": "pariwisata",
        "culture": "kebudayaan",
        "education": "pendidikan",
        "youth": "pemuda dan olahraga",
        "health": "kesehatan",
        "trade": "perdagangan",
        "investment": "investasi",
        "economy": "perekonomian",
        "inflation": "inflasi",
        "industry": "industri",
        "msme": "UMKM",
        "agriculture": "pertanian",
        "fisheries": "perikanan",
        "food": "pangan",
        "governance": "tata kelola",
        "public services": "pelayanan publik",
        "e-government": "pemerintahan digital",
        "technology": "teknologi",
        "housing": "perumahan",
        "urban": "penataan kota",
        "transport": "perhubungan",
        "infrastructure": "infrastruktur",
        "energy": "energi",
        "labour": "ketenagakerjaan",
        "border": "perbatasan",
        "market": "pasar",
        "legislation": "legislasi",
        "budget": "keuangan daerah",
        "family welfare": "kesejahteraan keluarga",
        "media": "pers",
    }.items()
}
