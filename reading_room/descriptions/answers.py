"""The table that holds what people made of alerts; words."""

from .table import Table

_TIME = "YYYY-MM-DDTHH:MM:SSZ, UTC"

VERDICTS = Table(
    name="verdicts",
    about=(
        "Satu baris ialah penilaian seseorang atas sebuah pemberitahuan. Yang terbaru dari orang "
        "yang sama atas pemberitahuan yang sama yang berlaku. Tidak ikut dalam salinan umum.",
        "A row is what a person made of an alert. The latest of one person on one alert stands. "
        "Not part of a public copy.",
    ),
    columns={
        "id": ("Nomor urut.", "Running number."),
        "alert_key": (
            "Kunci pemberitahuan; delapan angka pertamanya ada di belakang # pada pesan.",
            "Key of the alert; its first eight digits stand behind the # of the message.",
        ),
        "story_id": ("Ceritanya.", "The story."),
        "event_id": ("Peristiwa yang diberitahukan.", "The event that was told."),
        "article_id": ("Beritanya.", "The article."),
        "verdict": (
            "`keep` benar, `drop` bukan peristiwa, `fix` benar tetapi ada fakta yang salah.",
            "`keep` right, `drop` a false alarm, `fix` right but a fact is wrong.",
        ),
        "rules": (
            "Aturan yang menandai peristiwa itu saat dinilai (JSON).",
            "The rules whose hits made the event when it was judged (JSON).",
        ),
        "note": ("Catatan orang itu.", "The person's note."),
        "facts": (
            "Fakta yang benar (JSON): `kind`, `stage`, `parties`.",
            "What is right instead (JSON): `kind`, `stage`, `parties`.",
        ),
        "by": ("Nama yang menilai.", "Who gave the verdict."),
        "made": (f"Waktunya ({_TIME}).", f"When it was given ({_TIME})."),
    },
    newest_by="id",
)

ANSWERS = (VERDICTS,)
