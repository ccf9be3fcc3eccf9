"""The later tables as SQL: what people made of alerts, and what is known of receivers."""

# What people made of an alert. `rules` (JSON) are those whose hits made the event then: the text
# may change, the judgement of that day stays. `facts`: JSON of what is right instead. A verdict
# outlives its article without a word of it, and moves along when its story joins another.
VERDICTS = (
    """CREATE TABLE verdicts (
        id INTEGER PRIMARY KEY, alert_key TEXT NOT NULL,
        story_id INTEGER REFERENCES stories(id) ON DELETE SET NULL,
        event_id INTEGER REFERENCES events(id) ON DELETE SET NULL,
        article_id INTEGER REFERENCES articles(id) ON DELETE SET NULL,
        verdict TEXT NOT NULL CHECK (verdict IN ('keep', 'drop', 'fix')),
        rules TEXT NOT NULL CHECK (json_valid(rules)), note TEXT,
        facts TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(facts)),
        "by" TEXT NOT NULL, made TEXT NOT NULL
    ) STRICT""",
    'CREATE INDEX verdicts_by_alert ON verdicts(alert_key, "by", id)',
    "CREATE INDEX verdicts_by_story ON verdicts(story_id) WHERE story_id IS NOT NULL",
    "CREATE INDEX verdicts_by_event ON verdicts(event_id) WHERE event_id IS NOT NULL",
    "CREATE INDEX verdicts_by_article ON verdicts(article_id) WHERE article_id IS NOT NULL",
    """CREATE TRIGGER verdicts_without_article BEFORE DELETE ON articles BEGIN
        UPDATE verdicts SET note = NULL, facts = '{}' WHERE article_id = old.id;
    END""",
    """CREATE TRIGGER verdicts_with_article AFTER UPDATE OF story_id ON articles BEGIN
        UPDATE verdicts SET story_id = new.story_id WHERE article_id = new.id;
    END""",
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
