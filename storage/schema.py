"""The tables of the archive as SQL. Meanings and formats are those of the contract, not told here.

Times are TEXT `YYYY-MM-DDTHH:MM:SSZ`, days `YYYY-MM-DD`, booleans 0 and 1.
"""

FIRST = (
    """CREATE TABLE places (
        id TEXT NOT NULL PRIMARY KEY, code TEXT, name TEXT NOT NULL, level TEXT NOT NULL,
        parent TEXT, country TEXT, latitude REAL, longitude REAL
    ) STRICT""",
    "CREATE INDEX places_by_name ON places(name COLLATE NOCASE)",
    """CREATE TABLE stories (
        id INTEGER PRIMARY KEY, title TEXT NOT NULL, first_seen TEXT NOT NULL,
        articles INTEGER NOT NULL DEFAULT 1, sites INTEGER NOT NULL DEFAULT 1
    ) STRICT""",
    """CREATE TABLE articles (
        id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, site TEXT NOT NULL, title TEXT NOT NULL,
        author TEXT, published TEXT, published_raw TEXT,
        published_precision TEXT CHECK (published_precision IN ('minute', 'day')),
        modified TEXT, first_seen TEXT NOT NULL, fetched TEXT NOT NULL, language TEXT,
        text TEXT NOT NULL, image TEXT,
        status TEXT NOT NULL DEFAULT 'ok'
            CHECK (status IN ('ok', 'partial', 'quarantined', 'gone')),
        reason TEXT, story_id INTEGER REFERENCES stories(id), entry_title TEXT
    ) STRICT""",
    "CREATE INDEX articles_by_site ON articles(site, first_seen)",
    "CREATE INDEX articles_by_first_seen ON articles(first_seen)",
    "CREATE INDEX articles_by_published ON articles(published)",
    "CREATE INDEX articles_by_story ON articles(story_id) WHERE story_id IS NOT NULL",
    """CREATE TABLE urls (
        url TEXT NOT NULL PRIMARY KEY, site TEXT NOT NULL, first_seen TEXT NOT NULL,
        article_id INTEGER REFERENCES articles(id) ON DELETE SET NULL, fate TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX urls_by_article ON urls(article_id) WHERE article_id IS NOT NULL",
    """CREATE TABLE site_titles (
        site TEXT NOT NULL, title TEXT NOT NULL, pages INTEGER NOT NULL DEFAULT 1,
        PRIMARY KEY (site, title)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE pages_failed (
        url TEXT NOT NULL PRIMARY KEY, site TEXT NOT NULL, seen TEXT NOT NULL,
        reason TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 1
    ) STRICT""",
    "CREATE INDEX pages_failed_by_site ON pages_failed(site, seen)",
    """CREATE TABLE revisions (
        article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
        revision INTEGER NOT NULL, seen TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
        PRIMARY KEY (article_id, revision)
    ) STRICT""",
    """CREATE TABLE events (
        id INTEGER PRIMARY KEY,
        article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
        story_id INTEGER REFERENCES stories(id), main INTEGER NOT NULL CHECK (main IN (0, 1)),
        kind TEXT, stage TEXT, stage_detail TEXT, modality TEXT, event_date TEXT,
        amount REAL, currency TEXT, score REAL NOT NULL, flagged_at TEXT NOT NULL,
        sectors TEXT NOT NULL DEFAULT '[]'
    ) STRICT""",
    "CREATE INDEX events_by_flagged_at ON events(flagged_at)",
    "CREATE INDEX events_by_article ON events(article_id)",
    "CREATE INDEX events_by_story ON events(story_id)",
    """CREATE TABLE event_parties (
        event_id INTEGER NOT NULL REFERENCES events(id) ON DELETE CASCADE,
        place_id TEXT NOT NULL REFERENCES places(id),
        role TEXT NOT NULL CHECK (role IN ('party', 'witness', 'location', 'broker')),
        name TEXT NOT NULL, level TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (event_id, place_id, role)
    ) STRICT""",
    "CREATE INDEX event_parties_by_place ON event_parties(place_id)",
    """CREATE TABLE hits (
        id INTEGER PRIMARY KEY,
        article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
        rule TEXT NOT NULL, score REAL NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        sentence TEXT NOT NULL, revision INTEGER NOT NULL DEFAULT 0,
        event_id INTEGER REFERENCES events(id) ON DELETE SET NULL
    ) STRICT""",
    "CREATE INDEX hits_by_article ON hits(article_id, revision)",
    "CREATE INDEX hits_by_rule ON hits(rule)",
    "CREATE INDEX hits_by_event ON hits(event_id) WHERE event_id IS NOT NULL",
    """CREATE TABLE relations (
        id INTEGER PRIMARY KEY, a TEXT NOT NULL REFERENCES places(id),
        b TEXT NOT NULL REFERENCES places(id), kind TEXT, stage TEXT,
        first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, events INTEGER NOT NULL DEFAULT 1,
        UNIQUE (a, b), CHECK (a < b)
    ) STRICT""",
    "CREATE INDEX relations_by_b ON relations(b)",
    """CREATE TABLE sources (
        site TEXT NOT NULL, url TEXT NOT NULL, kind TEXT NOT NULL, etag TEXT, last_modified TEXT,
        next_check TEXT, failures INTEGER NOT NULL DEFAULT 0, last_new TEXT, cursor INTEGER,
        found INTEGER NOT NULL DEFAULT 0, error TEXT, PRIMARY KEY (site, url)
    ) STRICT""",
    """CREATE TABLE hosts (
        host TEXT NOT NULL PRIMARY KEY, robots_checked TEXT, robots_status INTEGER, robots TEXT,
        crawl_delay REAL, next_allowed TEXT, backoff_until TEXT
    ) STRICT""",
    """CREATE TABLE runs (
        id INTEGER PRIMARY KEY, site TEXT NOT NULL, started TEXT NOT NULL, finished TEXT,
        outcome TEXT CHECK (outcome IN ('ok', 'partial', 'failed', 'refused', 'blocked')),
        listed INTEGER NOT NULL DEFAULT 0, new INTEGER NOT NULL DEFAULT 0,
        fetched INTEGER NOT NULL DEFAULT 0, stored INTEGER NOT NULL DEFAULT 0,
        flagged INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0, reason TEXT
    ) STRICT""",
    "CREATE INDEX runs_by_site ON runs(site, id)",
    "CREATE INDEX runs_open ON runs(id) WHERE finished IS NULL",
    """CREATE TABLE outbox (
        id INTEGER PRIMARY KEY, alert_key TEXT NOT NULL, channel TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'pending'
            CHECK (state IN ('pending', 'leased', 'sent', 'dead', 'suppressed')),
        attempts INTEGER NOT NULL DEFAULT 0, next_try TEXT, sent_at TEXT, last_error TEXT,
        story_id INTEGER NOT NULL REFERENCES stories(id), event_id INTEGER REFERENCES events(id),
        occasion TEXT NOT NULL DEFAULT 'first', digest TEXT, created TEXT NOT NULL,
        due TEXT NOT NULL, lease_until TEXT, lease_by TEXT, UNIQUE (alert_key, channel)
    ) STRICT""",
    "CREATE INDEX outbox_due ON outbox(state, channel, next_try)",
    "CREATE INDEX outbox_by_digest ON outbox(digest) WHERE digest IS NOT NULL",
    "CREATE INDEX outbox_by_story ON outbox(story_id)",
    "CREATE INDEX outbox_by_event ON outbox(event_id)",
    """CREATE TABLE inbox (
        id INTEGER PRIMARY KEY, made TEXT NOT NULL, kind TEXT NOT NULL, payload TEXT NOT NULL,
        done TEXT, result TEXT
    ) STRICT""",
    "CREATE INDEX inbox_open ON inbox(id) WHERE done IS NULL",
)

# External content: the index holds no second copy of the text. `enable_fts` knows no prefix.
SEARCH = (
    """CREATE VIRTUAL TABLE articles_fts USING fts5(
        title, text, content='articles', content_rowid='id',
        tokenize='unicode61 remove_diacritics 2', prefix='3 4'
    )""",
    """CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
        INSERT INTO articles_fts(rowid, title, text) VALUES (new.id, new.title, new.text);
    END""",
    """CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN
        INSERT INTO articles_fts(articles_fts, rowid, title, text)
        VALUES ('delete', old.id, old.title, old.text);
    END""",
    """CREATE TRIGGER articles_fts_update AFTER UPDATE OF title, text ON articles BEGIN
        INSERT INTO articles_fts(articles_fts, rowid, title, text)
        VALUES ('delete', old.id, old.title, old.text);
        INSERT INTO articles_fts(rowid, title, text) VALUES (new.id, new.title, new.text);
    END""",
    "INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')",
)

# Signatures of flagged articles alone: under one in a hundred is ever flagged.
STORIES = (
    """CREATE TABLE likenesses (
        article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
        signature BLOB NOT NULL, shingles INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE likeness_bands (
        band BLOB NOT NULL, article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
        PRIMARY KEY (band, article_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX likeness_bands_by_article ON likeness_bands(article_id)",
)

# What a look learns: how the document is recognised unchanged (`parts`: JSON, the children of a
# sitemap index), when it brings news (`rhythm`: JSON), and how long failures keep it waiting.
SOURCES_RHYTHM = (
    "ALTER TABLE sources ADD COLUMN strain REAL NOT NULL DEFAULT 0",
    "ALTER TABLE sources ADD COLUMN digest TEXT",
    "ALTER TABLE sources ADD COLUMN whole TEXT",
    "ALTER TABLE sources ADD COLUMN parts TEXT",
    "ALTER TABLE sources ADD COLUMN rhythm TEXT",
)

# Ties that a list names (`kembar ledger import`), and what a relation's row gathers from them and
# from its events. `since` and `until` are a year or a day; `settled` = 0: an older version's row.
RELATIONS_KNOWN = (
    """CREATE TABLE known_ties (
        a TEXT NOT NULL REFERENCES places(id), b TEXT NOT NULL REFERENCES places(id),
        kind TEXT NOT NULL, since TEXT, until TEXT, source TEXT NOT NULL, note TEXT,
        imported TEXT NOT NULL, PRIMARY KEY (a, b, kind, source), CHECK (a < b)
    ) STRICT""",
    "ALTER TABLE relations ADD COLUMN since TEXT",
    "ALTER TABLE relations ADD COLUMN last_done TEXT",
    "ALTER TABLE relations ADD COLUMN last_active TEXT",
    "ALTER TABLE relations ADD COLUMN source TEXT",
    "ALTER TABLE relations ADD COLUMN settled INTEGER NOT NULL DEFAULT 0",
)

# What tells an article of a site at a second address, how its page is looked at again, and whether
# pages of a site have their `</html>`. `title` and `text` are hashes of the folded words.
SECOND_LOOKS = (
    """CREATE TABLE fingerprints (
        article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
        site TEXT NOT NULL, seen TEXT NOT NULL, title INTEGER NOT NULL, text INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX fingerprints_by_title ON fingerprints(site, title)",
    "CREATE INDEX fingerprints_by_text ON fingerprints(site, text)",
    """CREATE TABLE looks (
        article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
        site TEXT NOT NULL, url TEXT NOT NULL, next_look TEXT, looks INTEGER NOT NULL DEFAULT 0,
        missed INTEGER NOT NULL DEFAULT 0, missed_on TEXT, etag TEXT, last_modified TEXT
    ) STRICT""",
    "CREATE INDEX looks_due ON looks(site, next_look) WHERE next_look IS NOT NULL",
    """CREATE TABLE site_habits (
        site TEXT NOT NULL PRIMARY KEY, closed INTEGER NOT NULL DEFAULT 0,
        unclosed INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
)

# What of a site's past is being read (`kembar backfill`): the range, the documents that list it,
# and its pages. Documents and pages go when all is read. `done`: in which place it was read.
# No id is given twice: a run of a range that was begun anew must not go on in the new rows.
BACKFILLS = (
    """CREATE TABLE backfills (
        id INTEGER PRIMARY KEY AUTOINCREMENT, site TEXT NOT NULL, since TEXT NOT NULL,
        until TEXT NOT NULL, open_ended INTEGER NOT NULL CHECK (open_ended IN (0, 1)),
        means TEXT, source TEXT, why TEXT, started TEXT NOT NULL, touched TEXT, finished TEXT,
        reason TEXT,
        documents INTEGER NOT NULL DEFAULT 0, pages INTEGER NOT NULL DEFAULT 0,
        known INTEGER NOT NULL DEFAULT 0, fetched INTEGER NOT NULL DEFAULT 0,
        stored INTEGER NOT NULL DEFAULT 0, flagged INTEGER NOT NULL DEFAULT 0,
        outside INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    "CREATE INDEX backfills_by_site ON backfills(site, since)",
    """CREATE TABLE backfill_documents (
        backfill_id INTEGER NOT NULL REFERENCES backfills(id) ON DELETE CASCADE,
        position INTEGER NOT NULL, url TEXT NOT NULL, done INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (backfill_id, url)
    ) STRICT""",
    """CREATE TABLE backfill_pages (
        backfill_id INTEGER NOT NULL REFERENCES backfills(id) ON DELETE CASCADE,
        url TEXT NOT NULL, address TEXT NOT NULL, title TEXT, published_raw TEXT,
        modified_raw TEXT, document INTEGER NOT NULL, fate TEXT, published TEXT,
        flagged INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (backfill_id, url)
    ) STRICT""",
    "CREATE INDEX backfill_pages_left ON backfill_pages(backfill_id) WHERE fate IS NULL",
    "CREATE INDEX backfill_pages_by_document ON backfill_pages(backfill_id, document)",
)

# What the care of the archive needs. A page's row outlives its file: the hash is evidence. Digests
# of `tombstones` are SHA-256, so that what was taken down is not told by barring it.
CARE = (
    """CREATE TABLE raw_pages (
        article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
        sha256 TEXT NOT NULL, url TEXT NOT NULL, content_type TEXT, fetched TEXT NOT NULL,
        bytes INTEGER NOT NULL, PRIMARY KEY (article_id, sha256)
    ) STRICT""",
    "CREATE INDEX raw_pages_by_sha256 ON raw_pages(sha256)",
    """CREATE TABLE tombstones (
        kind TEXT NOT NULL CHECK (kind IN ('address', 'domain', 'text')),
        digest TEXT NOT NULL, made TEXT NOT NULL, PRIMARY KEY (kind, digest)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE takedowns (
        id INTEGER PRIMARY KEY, made TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('address', 'domain', 'pattern')),
        digest TEXT NOT NULL, articles INTEGER NOT NULL, addresses INTEGER NOT NULL
    ) STRICT""",
)

# What is known of a channel's receiver. `failures`: in a row, since `since`; up to `rest_until`
# nothing is sent. `refused`: alerts given up that no other channel has been told of; `noticed`:
# when one was told.
BREAKERS = (
    """CREATE TABLE breakers (
        channel TEXT NOT NULL PRIMARY KEY, failures INTEGER NOT NULL DEFAULT 0, since TEXT,
        rest_until TEXT, reason TEXT, refused INTEGER NOT NULL DEFAULT 0, refused_since TEXT,
        noticed TEXT
    ) STRICT""",
)
