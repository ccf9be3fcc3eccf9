"""The words that tell how far a happening has come; `stages.py` weighs them."""

import re

from kembar.model import Stage


def _cue(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b")


SIGNED = (
    r"(?:menanda ?tangan\w*|di ?tanda ?tangan\w*|ditandantangani|penanda ?tangan\w*"
    r"|tanda ?tangan\w*|meneken|diteken|teken|sepakati|menyepakati|disepakati|bersepakat|ikat"
    r"|mengikat|sign(?:s|ed|ing)?|memaraf|diparaf|paraf (?:mou|nota|naskah|pks)|membubuhkan"
    r"|kukuhkan|mengukuhkan|dikukuhkan)"
)
COOP = r"kerja ?sama\w*"
SIGNING = _cue(SIGNED)
PLANNED = _cue(
    r"akan|bakal|segera|rencana\w*|berencana|direncanakan|dijadwalkan|dijadwal|hendak"
    r"|ingin|bidik",
    r"membidik|menargetkan|ditargetkan|diharapkan|berharap|siap|persiapan|persiapkan|menyiapkan",
    r"draf|draft|rancangan|kelak|nantinya|mendatang|wacana|peluang|jajaki|menjajaki|penjajakan",
    r"jadwal|will|plans?|planned|to sign",
)
DONE = _cue(r"telah|sudah|resmi|baru saja|berhasil|rampung|tuntas", SIGNED)
ENDED = _cue(
    r"batal\w*|membatalkan|dibatalkan|pembatalan|stop|setop|menghentikan|dihentikan|penghentian",
    r"akhiri|mengakhiri|diakhiri|pengakhiran|putus|memutus(?:nya)?|memutuskan kerja ?sama"
    r"|diputus",
    r"pemutusan|sudahi|menyudahi|disudahi|tamat|kandas|terminat\w+|scrapp?\w*|cancel\w*|ends",
    r"(?:tidak|tak)(?: akan)?(?: lagi)? (?:(?:di|mem)?perpanjang|(?:di|me)?lanjutkan)",
    r"cabut|mencabut|dicabut|surat pengakhiran|perjanjian gugur|walks? away|walked away"
    r"|pulls? out",
    r"(?:keluar|lepas|mundur|menarik diri|tarik diri) dari (?:perjanjian|kerja ?sama"
    r"|kesepakatan|pks)",
    r"(?:tidak|tak) lagi (?:meneruskan|melanjutkan|memperpanjang|berkembar|bersaudara)",
    r"given notice|gave notice|withdr\w+ from",
)
DENIED = _cue(
    r"batal\w*|membatalkan|dibatalkan|pembatalan|urung|tidak jadi|menolak|ditolak"
    r"|belum bisa|gagal",
    r"tertunda|ditunda|stop|menghentikan|dihentikan|penghentian|mengakhiri|diakhiri|putus"
    r"|diputus",
)
RENEWAL = _cue(
    r"perpanjang\w*|memperpanjang|diperpanjang|perbarui|memperbarui|diperbarui|pembaruan",
    r"teken ulang|diteken ulang|pulihkan|memulihkan|hidupkan kembali|menghidupkan kembali",
    r"hidup kembali|adendum|addendum|reaffirm\w*|kukuhkan lagi|kukuhkan kembali",
    r"(?:di|meng)?hidupkan lagi|dihidupkan kembali|(?:di|meng)?aktifkan (?:lagi|kembali)",
    r"disambung|sambung lagi|menyambung|lanjutkan kembali|dilanjutkan|renew\w*|new deal|reviv\w*",
    r"exten(?:d|ds|ded|sion)",
)
RUNNING = _cue(
    r"peringat\w*|rayakan|merayakan|perayaan|ulang tahun|anniversary|pelaksanaan|implementasi\w*",
    r"realisasi\w*|pertukaran pelajar|bertukar|menindaklanjuti|tindak lanjut|evaluasi|monev",
    r"sejak (?:tahun )?\d{4}|sudah \d+ tahun|berkembar|menyerahkan|diserahkan|serah terima",
    r"hasil (?:sister|kerja ?sama|kota kembar)|mengevaluasi|dievaluasi|telah berjalan",
    r"festival|masih berlaku|program yang|magang|(?:kota|provinsi|kabupaten) (?:kembar"
    r"|saudara)nya",
    r"(?:rangka|kerangka|bingkai|bagian dari) (?:program |hubungan )?(?:sister|kota kembar)",
    r"hari jadi|yang (?:sudah|telah) (?:lama )?(?:terjalin|dijalin)|since (?:19|20)\d\d|exchange",
    r"dasawarsa|dekade|vakum|mati suri",
)
PAPERS = (
    (
        Stage.LOI,
        _cue(
            r"loi|letters? of inten\w*|pernyataan minat|surat minat|pernyataan kehendak",
            r"surat pernyataan|pertukaran persahabatan",
        ),
    ),
    (
        Stage.MOU,
        _cue(
            r"mou|memorandum of understanding|nota kesepahaman|memorandum saling pengertian",
            r"nota kesepakatan|momerandum\w*|memorandum|memorandum kesepahaman|nota kerja ?sama",
        ),
    ),
    (
        Stage.AGREEMENT,
        _cue(
            r"pks|perjanjian|kad|kesepakatan|kontrak|agreement|arrangement|accord|pact",
            rf"mengikat {COOP}|{COOP}(?:\W+\w+){{0,4}}\W+(?:ditandatangani|diteken)",
            rf"(?:teken|meneken|tanda ?tangani|menanda ?tangani) {COOP}",
        ),
    ),
)
TALKS = _cue(
    r"bahas|membahas|dibahas|pembahasan|jajaki|menjajaki|penjajakan|rencana\w*|tawar\w*"
    r"|menawarkan",
    r"peluang|tindak lanjut|menindaklanjuti|negosiasi|diskusi|berdiskusi|sepakat|siap|koordinasi",
    r"survei|survey|berminat|bidik|undang|draf|matangkan|mematangkan|finalisasi|naskah"
    r"|rancang\w*",
    r"merancang|bicarakan|membicarakan|dibicarakan|pembicaraan|rapat|godok|menggodok"
    r"|digodok|talks",
    r"discuss\w*|negotiat\w*|explor\w*|rintis|merintis|dirintis|rundingkan|merundingkan"
    r"|berunding",
)
IDEA = _cue(
    r"gagasan|lontarkan|dilontarkan|melontarkan|lempar|melempar|mimpi|bermimpi|propos\w*"
    r"|idea|wants",
    r"gagas|menggagas|usul\w*|mengusulkan|wacana\w*|ide|keinginan|ingin|berharap|melirik|lirik",
    r"minta|impian|tawarkan|siapkan",
)
GIVEN = _cue(
    r"beri|memberi|memberikan|diberi|diberikan|hibahkan|menghibahkan|dihibahkan|dampingi"
    r"|mendampingi",
    r"dapatkan|kebagian|dipakai|tiba|diturunkan|merapat|mendarat|pemberian|bekas pakai"
    r"|resmikan|diresmikan|meresmikan|masuk tahun|extends?",
    r"menyerahkan|diserahkan|serahkan|penyerahan|terima|menerima|peroleh|memperoleh|dapat"
    r"|mendapat",
    r"mendapatkan|telah|serah terima|salurkan|disalurkan|diresmikan|meresmikan",
)
PREPARED = _cue(
    r"rencana\w*|direncanakan|berencana|survei|survey|cek lokasi|akan|bakal|calon|jajaki"
    r"|menjajaki"
    r"|tawarkan|menawarkan|usul\w*|mengusulkan|mengajukan|meninjau"
)
# What shows a tie to be at work, where no signing is told.
AT_WORK = _cue(
    r"magang|pemagangan|dilatih|berlatih",
    r"pelaksanaan|implementasi\w*|realisasi\w*|merealisasikan|menyalurkan|disalurkan|cair"
    r"|dikirim",
    r"mengirim|kirim|melepas|lepas|memberangkatkan|diberangkatkan|beroperasi|berjalan|evaluasi",
    r"mengevaluasi|monev|menyerahkan|diserahkan|serahkan|serah terima|hibahkan|menghibahkan",
    r"dihibahkan|mulai|berlangsung|sesuai (?:mou|perjanjian|nota)|pertukaran pelajar|bertukar",
)
WISH = _cue(r"ingin|berharap|diharapkan|berkeinginan|wacana|peluang|jajaki|menjajaki|penjajakan")
INKED = re.compile(
    rf"\b(?:(?:me|di|pe)?n?tanda ?tangan\w*|menanda ?tangan\w*|penanda ?tangan\w*|meneken|diteken"
    rf"|teken|ikat|mengikat|sign(?:s|ed|ing)?)\b(?:\W+\w+){{0,3}}?\W+{COOP}\b"
    rf"|\b{COOP}\b(?:\W+\w+){{0,4}}?\W+(?:ditanda ?tangan\w*|diteken)\b"
)
# A clause of the paper, not what has happened: `dapat diperpanjang`.
MAY = re.compile(
    r"\b(?:dapat|bisa|boleh|may be|can be) (?:kembali |pula )?"
    r"(?:diperpanjang|disambung|diperbarui|diakhiri|dihentikan|extended|renewed|terminated)\b"
)
READY = _cue(r"siap\w*")
OFFERED = _cue(r"tawarkan|menawarkan|siap bantu|siap membantu|siapkan|berjanji|janjikan|offers?")
DETAILS: tuple[tuple[str, Stage, re.Pattern[str]], ...] = (
    ("return_visit", Stage.VISIT, _cue(r"kunjungan balasan|balas kunjungan|membalas kunjungan")),
    (
        "study_visit",
        Stage.VISIT,
        _cue(
            r"studi (?:tiru|banding|kompara\w+|referensi|replikasi)|kaji (?:tiru|banding|terap)",
            r"benchmarking|ngangsu kawruh",
        ),
    ),
    ("dprd_approval", Stage.TALKS, _cue(r"persetujuan dprd|rekomendasi dprd")),
    ("central_approval", Stage.TALKS, _cue(r"persetujuan menteri|full power|surat kuasa")),
    ("plan", Stage.TALKS, _cue(r"rencana aksi|plan of action|kerangka acuan")),
    ("evaluation", Stage.IMPLEMENTATION, _cue(r"evaluasi|monev")),
    ("pks", Stage.AGREEMENT, _cue(rf"pks|perjanjian {COOP}")),
)
PLANNED_SIGNING = re.compile(
    r"\b(?:akan|bakal|segera|dijadwalkan|rencana\w*|berencana|hendak|siap|persiapan|draf"
    r"|rancangan"
    r"|menyiapkan|bidik|ingin|agar bisa|agar dapat|supaya bisa|tahun depan|bulan depan"
    r"|pekan depan"
    r"|diharapkan|berharap|ditargetkan|menunggu|sebelum|to be|will be)\b(?:\W+\w+){0,7}?\W+"
    rf"(?:{SIGNED}|mou|nota kesepahaman|pks|loi|sister city|kota kembar)\b"
)
# A signing that is told as done, and what takes that back.
HAS_SIGNED = re.compile(
    r"\b(?:menanda ?tangan\w*|di ?tanda ?tangan\w*|meneken|diteken|teken|tanda ?tangani"
    r"|tanda ?tangan"
    r"|penanda ?tanganan|signed|sign|signs|inks?|inked|membubuhkan|dibubuhi)\b"
)
NOT_SIGNED = re.compile(
    r"\b(?:belum|tidak|tak|tanpa|bukan|batal|urung|jika|bila|apabila|no|not|nothing|never"
    r"|yet to)\b"
    rf"(?:\W+\w+){{0,5}}?\W+{SIGNED}\b"
    r"|\b(?:diteken|di ?tanda ?tangani|signed)(?:\W+\w+){0,4}?\W+(?:pada |in |sejak )?"
    r"(?:tahun )?(?:19|20)\d\d\b(?!\))"
    r"|\b(?:diteken|di ?tanda ?tangani)(?:\W+\w+){0,3}?\W+(?:lalu|silam|sebelumnya)\b"
    r"|\byang (?:pernah|sudah lama|dulu)\b"
)
# Those who met part without more than a good word, or agree on how to go on.
NOTHING_YET = re.compile(
    r"\bbelum (?:ada|mau bicara|menghasilkan|menetapkan|memutuskan|membicarakan|bicara"
    r"|membahas|menjanjikan|terucap|mereka bicarakan|sempat)\b"
    r"|\btidak ada (?:yang|dokumen|naskah|berkas|penanda ?tanganan)\b"
    r"|\btanpa (?:membawa )?(?:berkas|dokumen|naskah|penanda ?tanganan|acara seremonial)\b"
    r"|\bnothing was signed\b|\bno (?:paper|date|agreement|document)s?\b"
)
NEXT_STEP = re.compile(
    r"\bpertemuan (?:lanjutan|berikutnya|susulan)\b|\brapat (?:lanjutan|berikutnya"
    r"|teknis)\b|\bdraf\w*\b"
    r"|\btindak ?lanjut\w*\b|\bmenindaklanjuti\b|\btim (?:kecil|perumus|teknis|bersama)\b"
    r"|\bkelompok kerja\b|\bsepakat\b|\b(?:di|me\w*)sepakati\b|\bagreed\b"
    r"|\bworking (?:group|meeting)\b"
    r"|\b(?:bulan|pekan|tahun|minggu) depan\b|\bdijadwalkan\b|\bditargetkan\b"
    r"|\bmenyusun\b|\bdisusun\b"
    r"|\bkajian\b|\bmengkaji\b|\bmenghitung\b"
)
REACH = 80  # characters between the end and the tie that it is told of
TIE = _cue(
    r"kerja ?sama\w*|mou|nota kesepa\w+|perjanjian|kesepakatan|sister\w*|kota kembar|kad"
    r"|pks|hubungan",
    r"ikatan|kemitraan|program|pact|agreement|cooperation|partnership|memorandum|twinning"
    r"|subsidi",
)
FIRST_STEPS = _cue(
    r"jajaki|menjajaki|jajagi|menjajagi|penjajakan|wacana\w*|gagas|menggagas|usul\w*"
)
ASKED = _cue(
    r"ajak|mengajak|tawarkan|menawarkan|tawari|surati|menyurati|lamar|melamar|invites?|offers?"
)
MEETING = _cue(
    r"bahas|membahas|sepakat\w*|matangkan|bertemu|temui|menemui|kunjung\w*|terima"
    r"|menerima|sambangi"
)
CALL = _cue(
    r"jalan-jalan|berjalan-jalan|disambut|kunjung\w*|berkunjung|mengunjungi|sambangi|menyambangi|datangi|mendatangi|bertamu"
    r"|tamu|temui",
    r"menemui|singgah|bertandang|sowan|jamu|menjamu|terima|menerima|sambut|menyambut"
    r"|visits?|calls?",
)
SURVEYED = _cue(r"survei|survey|tinjau|meninjau|cek|ukur|mengukur|calon lokasi")
# A tie that is not yet one.
COURTING = _cue(
    r"penjajakan|kemungkinan|calon|kelak|menjajaki|jajaki|berkenalan|mengenal|perkenalan|awal dari",
    r"belum ada|possib\w+|hopes?",
)
DRAFTED = _cue(r"draf\w*|rancangan|rintis|merintis|digodok|godok")
PLANNED_VISIT = re.compile(
    r"\b(?:akan|bakal|dijadwalkan|berencana|rencananya|direncanakan)\b(?:\W+\w+){0,4}?\W+"
    r"(?:kunjungan|kunker|berkunjung|mengunjungi|studi|kaji|belajar|bertolak|melawat)\b"
)
