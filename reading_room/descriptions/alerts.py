"""Descriptions of the tables of alerts: what waits, what of it arrives, and wishes."""

from .table import Table

_TIME = "YYYY-MM-DDTHH:MM:SSZ, UTC"

OUTBOX = Table(
    name="outbox",
    about=(
        "Satu baris ialah satu pemberitahuan untuk satu saluran.",
        "A row is one alert for one channel.",
    ),
    columns={
        "id": ("Nomor baris.", "Number of the row."),
        "alert_key": (
            "Tanda pemberitahuan; 8 angka pertamanya tertera setelah `#` di pesan.",
            "Key of the alert; its first 8 digits stand after `#` in the message.",
        ),
        "channel": ("Nama saluran.", "Name of the channel."),
        "state": (
            "`pending`, `leased` (sedang dikirim), `sent`, `dead` (menyerah) atau `suppressed`.",
            "`pending`, `leased` (being sent), `sent`, `dead` (given up) or `suppressed`.",
        ),
        "attempts": ("Banyaknya percobaan.", "How often it was tried."),
        "next_try": (f"Percobaan berikutnya ({_TIME}).", f"Next try ({_TIME})."),
        "sent_at": (f"Terkirim pada ({_TIME}).", f"Sent at ({_TIME})."),
        "last_error": ("Kegagalan terakhir.", "Last failure."),
        "story_id": (
            "Peristiwanya; kosong pada ringkasan berkala dan pesan bukti.",
            "The story; empty for digests at set hours and for proofs.",
        ),
        "event_id": ("Kejadiannya.", "The event."),
        "occasion": (
            "`first`, `stage`, `party`, `amount`, `outlets-3`, `outlets-10`, `retraction`, "
            "`digest` atau `proof`.",
            "What for: `first`, `stage`, `party`, `amount`, `outlets-3`, `outlets-10`, "
            "`retraction`, `digest` or `proof`.",
        ),
        "detail": (
            "Yang baru: tahap, para pihak, nilai, atau sebab ralat (`gone`, `denied`).",
            "What is new: the stage, the parties, the amount, or why it is retracted.",
        ),
        "before": ("Yang diberitahukan sebelumnya.", "What was told before in its place."),
        "why": (
            "Saringan saluran yang cocok (JSON).",
            "The filters of the channel that it fitted (JSON).",
        ),
        "told": (
            "Yang termuat di pesannya (JSON).",
            "What its message told, or up to when it looked (JSON).",
        ),
        "urgent": (
            "1: dikirim juga pada jam tenang.",
            "1: goes out in quiet hours too.",
        ),
        "alone": (
            "1: selalu dikirim sendiri.",
            "1: always told by itself.",
        ),
        "digest": ("Ikhtisar yang memuatnya.", "Key of the digest that it goes into."),
        "created": (f"Dibuat pada ({_TIME}).", f"Made at ({_TIME})."),
        "due": (f"Semula jatuh tempo ({_TIME}).", f"First due at ({_TIME})."),
        "lease_until": (f"Dipegang sampai ({_TIME}).", f"Held by a sender until ({_TIME})."),
        "lease_by": ("Proses yang memegangnya.", "The process that holds it."),
    },
    newest_by="id",
)

BREAKERS = Table(
    name="breakers",
    about=(
        "Satu baris ialah satu saluran yang pernah gagal, dan keadaannya.",
        "A row is a channel that has failed, and how it is.",
    ),
    columns={
        "channel": ("Nama saluran.", "Name of the channel."),
        "failures": ("Kegagalan berturut-turut.", "Failures in a row; from five on it is away."),
        "since": (f"Gagal sejak ({_TIME}).", f"Failing since ({_TIME})."),
        "rest_until": (f"Dibiarkan sampai ({_TIME}).", f"Left alone until ({_TIME})."),
        "reason": ("Alasan terakhir.", "Last reason, without secrets."),
        "refused": (
            "Pemberitahuan yang ditolak dan belum diberitakan di saluran lain.",
            "Alerts given up that no other channel has been told of.",
        ),
        "refused_since": (f"Sejak ({_TIME}).", f"Since when ({_TIME})."),
        "noticed": (f"Diberitakan pada ({_TIME}).", f"When another channel was told ({_TIME})."),
    },
)

INBOX = Table(
    name="inbox",
    about=(
        "Satu baris ialah permintaan proses lain yang dikerjakan daemon.",
        "A row is a wish of another process that the daemon carries out.",
    ),
    columns={
        "id": ("Nomor baris.", "Number of the row."),
        "made": (f"Dibuat pada ({_TIME}).", f"Made at ({_TIME})."),
        "kind": ("Jenis permintaan.", "What is wished."),
        "payload": ("Rincian, JSON.", "Details, JSON."),
        "done": (f"Selesai pada ({_TIME}).", f"Carried out at ({_TIME})."),
        "result": ("Hasil, JSON.", "Outcome, JSON."),
    },
    newest_by="id",
    hidden=True,
)

ALERTS: tuple[Table, ...] = (
    OUTBOX,
    BREAKERS,
    INBOX,
)
