from django.db import migrations

#: Without accents, and without the marks by which PostgreSQL's parser takes addresses and paths for one word.
PLAIN = r"""translate(regexp_replace(normalize({0}, NFKD), '[\u0300-\u036f]', '', 'g'),
    './-_@:~&=?%+#''’', '                ')"""

# On PostgreSQL the words stand in the row that the gate asks: what is found is counted without a join. A trigger
# on search_text keeps them, as others do on SQLite.
POSTGRESQL = f"""
ALTER TABLE search_text DROP COLUMN words, DROP COLUMN titles;
ALTER TABLE search_entry ADD COLUMN words tsvector, ADD COLUMN titles tsvector;

CREATE FUNCTION search_keep_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE search_entry SET
        words = setweight(to_tsvector('english', {PLAIN.format("NEW.title")}), 'A')
            || setweight(to_tsvector('english', {PLAIN.format("NEW.summary")}), 'B')
            || to_tsvector('english', {PLAIN.format("NEW.body")}),
        titles = to_tsvector('simple', {PLAIN.format("NEW.title")})
            || to_tsvector('english', {PLAIN.format("NEW.title")})
    WHERE id = NEW.entry_id;
    RETURN NULL;
END $$;
CREATE TRIGGER search_text_kept AFTER INSERT OR UPDATE OF title, summary, body ON search_text
    FOR EACH ROW EXECUTE FUNCTION search_keep_words();
UPDATE search_text SET title = title;

-- The planner guesses how many titles have a word that has just begun unless it knows a hundred words of titles.
ALTER TABLE search_entry ALTER COLUMN titles SET STATISTICS 1000;

CREATE INDEX search_entry_words ON search_entry USING gin (words);
CREATE INDEX search_entry_titles ON search_entry USING gin (titles);
"""


#: With more beginnings in the index: of a longer one SQLite collects all titles before it gives the first.
SQLITE = [
    "DROP TABLE search_titles",
    """CREATE VIRTUAL TABLE search_titles USING fts5(
    title, content='search_text', content_rowid='entry_id', columnsize=0, detail=none, prefix='1 2 3 4 5 6',
    tokenize='unicode61 remove_diacritics 2')""",
    "INSERT INTO search_titles(search_titles) VALUES ('rebuild')",
]


def move(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL, params=None)
    elif schema_editor.connection.vendor == "sqlite":
        for statement in SQLITE:
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0002_words'),
    ]

    operations = [
        migrations.RunPython(move),
    ]
