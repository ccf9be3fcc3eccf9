"""The questions that the reading room answers at a click, as SQL with what they mean; read only.

Lists run backwards along a row number, newest first: ranking by relevance takes seconds on a
common word. `match_words` and `same_place` come from `functions`.
"""

from dataclasses import dataclass

from .descriptions.table import Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One question with a name, and the SQL that answers it."""

    name: str
    title: Bilingual
    about: Bilingual
    sql: str


# Western Indonesia's time for all: one list, one clock. A page that names only a day shows no time.
_WHEN = """case a.published_precision
      when 'day' then date(a.published, '+7 hours')
      else strftime('%Y-%m-%d %H:%M WIB', coalesce(a.published, a.first_seen), '+7 hours')
    end"""

_PAIR = """(select group_concat(name, ' – ') from (
      select p.name from event_parties p
      where p.event_id = e.id and p.role = 'party' order by p.position
    ))"""

_SENTENCE = """coalesce(
      (select h.sentence from hits h
       where h.event_id = e.id and h.revision = 0 order by h.score desc, h.start limit 1),
      (select h.sentence from hits h
       where h.article_id = a.id and h.revision = 0 order by h.score desc, h.start limit 1)
    )"""

_EVENT = f"""
    {_WHEN} as time_wib,
    a.title as headline,
    {_PAIR} as places,
    e.kind, e.stage, e.modality,
    {_SENTENCE} as sentence,
    a.site, a.url, a.published, e.flagged_at, e.score, a.id as article_id, e.story_id"""


def flagged_sql(limit: int) -> str:
    """The chief happenings of flagged articles, newest first."""
    return f"""select{_EVENT}
from events e join articles a on a.id = e.article_id
where e.main = 1
order by e.id desc
limit {limit}"""


_BY_PLACE = f"""with recursive wanted(id) as (
  select id from places
  where id = trim(:place) collate nocase or same_place(:place, name)
  union
  select inner_place.id from places inner_place join wanted
  on inner_place.parent = wanted.id
  or substr(inner_place.id, 1, instr(inner_place.id, '#') - 1) = wanted.id
)
select{_EVENT},
    (select group_concat(distinct p.role) from event_parties p
     where p.event_id = e.id and p.place_id in (select id from wanted)) as role
from events e join articles a on a.id = e.article_id
where e.id in (
  select event_id from event_parties where place_id in (select id from wanted)
)
order by e.id desc
limit 200"""

_RELATION = """one.name as place, other.name as partner, r.kind, r.stage, r.since,
    coalesce(r.last_active, r.since) as last_activity, r.events as stories, r.source"""

_RELATIONS = f"""select
    {_RELATION}
from relations r join places one on one.id = r.a join places other on other.id = r.b
order by coalesce(r.last_active, r.since, '') desc, r.id
limit 1000"""

# A tie without any day is known from a list alone; a year counts as its last day.
_DORMANT = f"""select
    {_RELATION}
from relations r join places one on one.id = r.a join places other on other.id = r.b
where r.stage in ('loi', 'mou', 'agreement', 'implementation', 'renewal')
and (last_activity is null or substr(last_activity || '-12-31', 1, 10) < date(
  'now', '+7 hours', '-' || case when cast(:years as integer) between 1 and 100
    then cast(:years as integer) else 5 end || ' years'
))
order by last_activity is null, last_activity, r.id
limit 1000"""

_BY_SITE = f"""select{_EVENT}
from events e join articles a on a.id = e.article_id
where e.main = 1 and instr(lower(a.site), lower(trim(:site))) > 0
order by e.id desc
limit 200"""

_SEARCH = f"""select
    {_WHEN} as time_wib,
    a.title as headline,
    snippet(articles_fts, 1, '', '', ' … ', 24) as excerpt,
    a.site, a.url, a.published,
    exists (select 1 from events e where e.article_id = a.id) as flagged,
    a.id as article_id
from articles_fts join articles a on a.id = articles_fts.rowid
where articles_fts match match_words(:q)
order by articles_fts.rowid desc
limit 100"""

# Hops from site to site along the index: a scan of all rounds would grow with the years.
_ROUNDS = """with recursive known(site) as (
  select min(site) from runs
  union all
  select (select min(site) from runs where site > known.site) from known
  where known.site is not null
)
select
    r.site, r.outcome, r.reason,
    strftime('%Y-%m-%d %H:%M WIB', r.started, '+7 hours') as time_wib,
    r.started, r.finished, r.listed, r.new, r.fetched, r.stored, r.flagged, r.failed
from known join runs r on r.id = (select max(id) from runs where site = known.site)
order by r.outcome = 'ok', r.site
limit 1000"""

_QUARANTINE = """select
    url, site, reason, attempts,
    strftime('%Y-%m-%d %H:%M WIB', seen, '+7 hours') as time_wib, seen
from pages_failed
order by rowid desc
limit 500"""

QUERIES = (
    Query(
        name="flagged",
        title=("Berita bertanda, terbaru dulu", "Flagged news, newest first"),
        about=(
            "Dua daerah menjalin hubungan: siapa dengan siapa, jenis, tahap, kalimat penentunya.",
            "Two places are getting together: who with whom, what kind, how far, in which words.",
        ),
        sql=flagged_sql(200),
    ),
    Query(
        name="by_place",
        title=("Berita bertanda menurut daerah", "Flagged news by place"),
        about=(
            "Isi kode atau nama (`64.74`, `Kota Bontang`, `bontang`); provinsi mencakup semua "
            "kabupaten dan kotanya.",
            "Give a code or a name; a province includes its regencies and cities.",
        ),
        sql=_BY_PLACE,
    ),
    Query(
        name="by_site",
        title=("Berita bertanda menurut situs", "Flagged news by site"),
        about=(
            "Isi nama situs atau sebagian darinya.",
            "Give the name of a site, or a part of it.",
        ),
        sql=_BY_SITE,
    ),
    Query(
        name="search",
        title=("Cari kata", "Search"),
        about=(
            "Semua kata harus ada; pakai tanda kutip untuk frasa, bintang untuk awalan (`kerja*`).",
            "Every word must occur; quotes make a phrase, a star a beginning (`kerja*`).",
        ),
        sql=_SEARCH,
    ),
    Query(
        name="ledger",
        title=("Hubungan antardaerah", "Relations between places"),
        about=(
            "Siapa dengan siapa, sejauh mana, sejak kapan; kegiatan terbaru dulu.",
            "Who with whom, how far, since when; the latest activity comes first.",
        ),
        sql=_RELATIONS,
    ),
    Query(
        name="dormant",
        title=("Hubungan yang tertidur", "Dormant ties"),
        about=(
            "Ada naskah atau tercatat dalam daftar, tetapi lima tahun tanpa kabar; isi angka lain "
            "bila perlu.",
            "Signed or known from a list, and nothing for five years; give another number of "
            "years if you like.",
        ),
        sql=_DORMANT,
    ),
    Query(
        name="rounds",
        title=("Putaran terakhir tiap situs", "Last round at each site"),
        about=(
            "Yang bermasalah lebih dulu, dengan alasannya.",
            "What went wrong comes first, with the reason.",
        ),
        sql=_ROUNDS,
    ),
    Query(
        name="quarantine",
        title=("Halaman yang disisihkan", "Pages in quarantine"),
        about=(
            "Halaman yang tidak menghasilkan berita, dengan alasannya.",
            "Pages that gave no article, with the reason.",
        ),
        sql=_QUARANTINE,
    ),
)
