"""The words around a place's name that tell what is meant; knows no place and no text."""

from kembar.model import Level


def _words(*text: str) -> frozenset[str]:
    return frozenset(" ".join(text).split())


CITY = (Level.CITY, Level.FOREIGN_CITY)
REGENCY = (Level.REGENCY, Level.FOREIGN_CITY)
PROVINCE = (Level.PROVINCE, Level.FOREIGN_REGION)

# The word right before a name -> the levels it stands for.
TITLES: dict[str, tuple[Level, ...]] = {
    **dict.fromkeys(
        (
            "kota",
            "pemkot",
            "pemko",
            "wawali",
            "wako",
            "wawako",
            "pemerintahkota",
            "city",
            "sekdakot",
            "sekkot",
        ),
        CITY,
    ),
    **dict.fromkeys(
        (
            "kabupaten",
            "pemkab",
            "bupati",
            "wabup",
            "wakabup",
            "regent",
            "county",
            "sekdakab",
            "sekkab",
        ),
        REGENCY,
    ),
    **dict.fromkeys(
        (
            "provinsi",
            "pemprov",
            "pemprop",
            "gubernur",
            "wagub",
            "prefektur",
            "governor",
            "sekdaprov",
            "sekprov",
            "pemdaprov",
            "propinsi",
        ),
        PROVINCE,
    ),
}
# `Wali Kota Administrasi Jakarta Barat`: Jakarta's cities have no council of their own.
ADMINISTRATIVE = frozenset({"administrasi", "adm", "administratif"})
# English titles -> levels; they stand before a name with `of`, or behind it.
ENGLISH: dict[str, tuple[Level, ...]] = {
    **dict.fromkeys(("city", "municipality", "municipal", "mayor", "metropolitan"), CITY),
    **dict.fromkeys(("regency", "regent", "county"), REGENCY),
    **dict.fromkeys(("province", "provincial", "governor", "prefecture", "prefectural"), PROVINCE),
}
ENGLISH_BODIES = _words("government council administration authority authorities assembly")
ENGLISH_EMBASSIES = _words("embassy ambassador consulate general consul")
# Whoever comes from a place on its behalf: `officials from Langkawi`, `Langkawi officials`.
DELEGATES = _words(
    "officials officers delegation delegates delegate councillors councilors councilmen "
    "representatives leaders lawmakers legislators administration authorities government council"
)
# Behind a country's adjective: who speaks for it, and what it gives or has.
ENVOYS = _words(
    "ambassador embassy consul consulate envoy government delegation delegates diplomats diplomat "
    "mission officials ambassadors"
)
ADJECTIVE_OF = ENVOYS | _words(
    "grant aid funding funds assistance support partner partners counterpart counterparts city "
    "cities town province prefecture municipality side"
)
# `Batam City Walk`, `Malang City Point`: a shop or a hotel.
NOT_BEHIND_CITY = _words(
    "point walk hotel mall view tour park plaza square center centre inn resort bank fc "
    "university college stadium land"
)
# Titles of places abroad alone; at home a `distrik` is a part of a regency.
TITLES_ABROAD = frozenset(
    {"distrik", "kanton", "munisipalitas", "oblast", "perbandaran", "bandaraya", "majlis"}
)
DEPUTY_MAYOR = ("wali", "kota")
# Heads of regions abroad: `Menteri Besar Negeri Sembilan`, `Ketua Menteri Melaka`.
PREMIERS = frozenset({("menteri", "besar"), ("ketua", "menteri"), ("chief", "minister")})
# Titles that are an office by themselves, not the name of the area.
OFFICES = _words(
    "pemkot pemko wawali wako wawako pemkab bupati wabup wakabup pemprov pemprop gubernur "
    "wagub regent governor mayor sekdaprov sekprov sekdakot "
    "sekdakab sekkot sekkab pemdaprov"
)
# Offices that leave the level open; they stand before a name or before `Kota`, `Kabupaten` ...
BODIES = _words(
    "pemerintah pemda pemerintahan dprd dprk dpra dprp sekda setda sekretariat bappeda kadis "
    "dinas diskominfo disdik dinkes dlh dishub disdukcapil bapenda bpbd satpol inspektorat "
    "pkk kabag sekretaris dekranasda bkpsdm diskominfotik delegasi rombongan kadisdik "
    "pejabat aparatur jajaran mayor "
    "bapperida bappelitbang bappelitbangda bappedalitbang baperlitbang balitbang balitbangda brida "
    "bapemperda banggar banmus bkd bkpp bpkad bpkpd bppkad bkad bapenda dispenda disnaker "
    "disnakertrans dispar disparbud disbudpar disporapar dispora disporabudpar disperindag "
    "disperdagin disdag diskop diskopukm dinkop dinsos dinperindag dpupr dpu puprd dpmptsp dpmd "
    "dp3a dppkb dkp dkpp dpkp disnak disnakkeswan diskan dislutkan distan distanbun disbun "
    "distanak dishut dispersip disperpusip disarpus dispendik disdikbud disdikpora dindik "
    "dindikbud dinkesos damkar damkarmat disdamkar kesbangpol kesbang setwan sekwan kasatpol "
    "kadispar "
    "kadisdag kadinkes kadisnaker kadisbudpar sekdis pemdakab sekretariat asn pns dewan"
)
EMBASSIES = _words(
    "dubes kedubes konjen konsul konsulat kedutaan embassy ambassador kuasa pemerintah"
)
EMBASSY_PAIRS = frozenset(
    {("duta", "besar"), ("kedutaan", "besar"), ("konsul", "jenderal"), ("konsulat", "jenderal"),
     ("konsul", "kehormatan"), ("wakil", "dubes")}
)  # fmt: skip
COUNCILS = frozenset({"dprd", "dprk", "dpra", "dprp", "dprpb"})
# Bodies of places alone: even a doubtful name in small letters is a place behind them.
OF_PLACES = _words("pemda dprd dprk sekda setda bappeda")
# An office with a field of work between it and the place: `Dinas Lingkungan Hidup Kota X`.
DEPARTMENTS = _words("dinas sekretariat inspektorat bappeda bapperida bagian kadis")

# A name behind one of these belongs to the institution, not to the government.
INSTITUTIONS = _words(
    "universitas univ univeritas politeknik poltek poltekkes institut iain uin stain stkip "
    "stie akademi kampus sma smp sd smk man mts mi smkn sman smpn sdn slb pesantren ponpes "
    "sekolah tk polres polresta polrestabes polda polsek polisi kapolres kapolda kapolresta "
    "kapolsek kejari kejati kejaksaan kajari kajati pengadilan lapas rutan kodim dandim "
    "korem danrem koramil lanal lanud kodam pt cv ud koperasi rsud rs rsup rsia puskesmas "
    "bank bpd bpr hotel stadion jalan jl bandara stasiun terminal pelabuhan kpu bawaslu kpud "
    "panwaslu pdam perumda perumdam perusda bumd alumni ikatan kemenag kantor bpn bps bpjs "
    "bnn bnnk imigrasi kanwil liga persatuan gor masjid gereja museum pasar taman tpa tpst "
    "kadin hipmi apindo pwi ikapi pmi pramuka kni knpi lsm yayasan kjri kbri holding group "
    "corp inc association kelompok komunitas forum asosiasi fc ps persib psm partai dpc dpd "
    "dpw fraksi kader pks golkar pdip gerindra nasdem pkb ppp demokrat hanura perindo psi "
    "radar tribun harian lembaga unit ppi kemenkumham balai besar bbpom "
    "loka upt upbu kelas"
)
# Institutions that are not where anything takes place: what lies behind their name is no host.
COMPANIES = _words("pt cv ud koperasi bank bpr perumda perusda yayasan corp inc universitas univ")
# A name behind one of these is where something lies, not who acts.
SUBDISTRICTS = _words(
    "kecamatan kec kelurahan kel desa dusun kampung nagari gampong distrik rt rw perumahan "
    "pulau gunung sungai pantai danau teluk selat laut"
)
PEOPLE = _words(
    "warga masyarakat penduduk pemuda remaja petani nelayan pelajar siswa mahasiswa umat "
    "jemaah putra asal kelahiran wilayah kawasan daerah se investor pengusaha usaha perusahaan "
    "orang wisatawan turis atlet tim peserta kafilah wartawan jurnalis batas perbatasan"
)
# In English what follows tells: `Batam visitors`.
PEOPLE_AFTER = _words("visitors tourists residents students fans travellers travelers fishermen")
AT = frozenset({"di", "in", "at"})
# `pemerintah daerah di Korsel` is a government, though `di Korsel` alone is a location.
SOMEWHERE = _words("pemerintah pemda pemkot")
# What a headline puts behind `Kota` and is no name: `Kota Tua`, `Kota Kembar`, `Kota Layak Anak`.
EPITHETS = _words(
    "tua lama baru kembar layak anak pintar kreatif cerdas hijau besar kecil dunia ini itu "
    "pelabuhan industri wisata sehat suci satelit negara mitra persahabatan sister twin saudara "
    "mandiri modern ramah bersih kelahiran asal tujuan maju terbesar tertua indah"
)
# A name right behind one of these is part of a dish, a product, a thing or a building.
THINGS = _words(
    "soto nasi sate bakso batik tenun songket kopi gudeg bakpia pempek rendang pecel rujak sambal "
    "dodol jenang salak apel jeruk tahu tempe lumpia keripik kerupuk telur garam semen makan "
    "warung restoran kafe cafe tari tarian gamelan wayang bahasa logat dialek aksara suku adat "
    "kerajaan kesultanan keraton kraton kasunanan sultan raja perang sumpah tol ruas jembatan "
    "waduk bendungan lapangan alun tugu monumen candi pura makam benteng kampung plaza mal mall "
    "tower apartemen rumah gedung keuskupan raya kereta ka argo komodo macan badak kuda sapi "
    "kambing domba ayam burung ikan wagyu budaya lagu film drama komik masakan makanan minuman "
    "kuliner timnas"
)
# A name with one of these behind it is an institution's: `Kyoto University`, `Bali United`.
INSTITUTIONS_BEHIND = _words(
    "university universities institute college school academy polytechnic hospital clinic company "
    "corporation corp inc ltd co group holdings bank chamber association foundation club fc united "
    "airport airlines hotel resort stadium arena museum times post news tribune herald festival "
    "fashion marathon league"
)
# Offices in English, of the place that their name begins with.
AGENCIES_BEHIND = _words(
    "center centre agency authority council bureau department office organization organisation "
    "board commission secretariat government"
)
# Phrases that begin with a place's name and mean something else; they hide the name.
DECOYS = (
    "bima arya", "bima sakti", "bima sena", "medan merdeka", "medan laga", "medan juang",
    "padang lamun", "padang pasir", "padang rumput", "padang gurun", "padang savana",
    "padang sabana", "padang arafah", "padang mahsyar", "medan perang", "medan pertempuran",
    "medan magnet", "batu bata", "batu kapur", "batu akik",
    "batu nisan", "batu loncatan", "batu ginjal", "batu empedu", "babakan madang", "buay madang",
    "labuan bajo", "agam rinjani", "as roma", "ac milan", "inter milan",
    "real madrid", "bayern munchen", "bayern muenchen", "bayern munich", "manchester united",
    "manchester city", "paris saint germain", "perjanjian paris", "paris agreement", "bursa efek",
    "lima tahun", "lima bulan", "lima hari", "lima daerah", "lima kabupaten", "lima kota",
    "lima provinsi", "lima negara",
    "bursa saham", "bursa kerja", "bursa transfer", "bursa calon",
    "banjar adat", "solo travel", "solo karier", "solo player",
)  # fmt: skip
SPEECH = _words(
    "kata ujar ungkap tutur jelas menurut tegas ucap sebut imbuh tambah lanjut terang papar "
    "beber ujarnya katanya bapak pak ibu bu haji h mas mbak saudara mengatakan menyebut "
    "menyebutkan menuturkan menegaskan menjelaskan mengungkapkan menambahkan berharap "
    "menilai"
)
HALTS = _words(
    "di dan dengan ke dari bersama untuk oleh serta antara yang kepada pada dalam atau "
    "sebagai terkait tentang soal bagi agar saat"
)
# After one of these a sentence names who looked on.
WITNESSES = (
    "disaksikan", "dihadiri", "turut hadir", "hadir pula", "ikut hadir", "turut mendampingi",
    "turut menyaksikan", "menyaksikan", "juga hadir", "tampak hadir", "didampingi", "selaku ketua",
    "difasilitasi", "fasilitator", "disaksikan langsung", "turut mengetahui", "in the presence of",
    "witnessed by", "seperti dilakukan", "sebelumnya juga",
)  # fmt: skip
