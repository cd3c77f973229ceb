import re

import django.db.models.deletion
from django.db import migrations, models


#: On SQLite, tables that hold the words only and read the rest from search_text. What people look for is
#: stemmed; what they have just begun to type is not.
SQLITE = """
CREATE VIRTUAL TABLE search_words USING fts5(
    title, summary, body, content='search_text', content_rowid='entry_id',
    tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE search_titles USING fts5(
    title, content='search_text', content_rowid='entry_id', columnsize=0, detail=none, prefix='1 2 3',
    tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER search_text_added AFTER INSERT ON search_text BEGIN
    INSERT INTO search_words(rowid, title, summary, body) VALUES (new.entry_id, new.title, new.summary, new.body);
    INSERT INTO search_titles(rowid, title) VALUES (new.entry_id, new.title);
END;
CREATE TRIGGER search_text_gone AFTER DELETE ON search_text BEGIN
    INSERT INTO search_words(search_words, rowid, title, summary, body)
        VALUES ('delete', old.entry_id, old.title, old.summary, old.body);
    INSERT INTO search_titles(search_titles, rowid, title) VALUES ('delete', old.entry_id, old.title);
END;
CREATE TRIGGER search_text_changed AFTER UPDATE ON search_text
WHEN (old.title, old.summary, old.body) IS NOT (new.title, new.summary, new.body) BEGIN
    INSERT INTO search_words(search_words, rowid, title, summary, body)
        VALUES ('delete', old.entry_id, old.title, old.summary, old.body);
    INSERT INTO search_words(rowid, title, summary, body) VALUES (new.entry_id, new.title, new.summary, new.body);
    INSERT INTO search_titles(search_titles, rowid, title) VALUES ('delete', old.entry_id, old.title);
    INSERT INTO search_titles(rowid, title) VALUES (new.entry_id, new.title);
END;
"""
#: Without accents, and without the marks by which PostgreSQL's parser takes addresses and paths for one word.
PLAIN = r"""translate(regexp_replace(normalize({0}, NFKD), '[\u0300-\u036f]', '', 'g'),
    './-_@:~&=?%+#''’', '                ')"""
POSTGRESQL = f"""
ALTER TABLE search_text ADD COLUMN words tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('english', {PLAIN.format("title")}), 'A')
    || setweight(to_tsvector('english', {PLAIN.format("summary")}), 'B')
    || to_tsvector('english', {PLAIN.format("body")})) STORED;
ALTER TABLE search_text ADD COLUMN titles tsvector GENERATED ALWAYS AS (
    to_tsvector('simple', {PLAIN.format("title")}) || to_tsvector('english', {PLAIN.format("title")})) STORED;
CREATE INDEX search_text_words ON search_text USING gin (words);
CREATE INDEX search_text_titles ON search_text USING gin (titles);
"""


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in re.findall(r"(?ms)^CREATE .*?(?=^CREATE |\Z)", SQLITE):
            schema_editor.execute(statement, params=None)
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL, params=None)


def unmake(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE search_words")
        schema_editor.execute("DROP TABLE search_titles")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('library', '0002_downloads'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=20)),
                ('object_id', models.PositiveBigIntegerField()),
                ('kind', models.CharField(max_length=20)),
                ('path', models.CharField(blank=True, max_length=255)),
                ('expire_at', models.DateTimeField(null=True)),
                ('holds_from', models.DateField(null=True)),
                ('holds_until', models.DateField(null=True)),
                ('collection', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection')),
            ],
        ),
        migrations.CreateModel(
            name='FileText',
            fields=[
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='library.document')),
                ('file_hash', models.CharField(max_length=40)),
                ('text', models.TextField(blank=True)),
                ('fault', models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('word', models.CharField(max_length=40, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name='Text',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='search.entry')),
                ('title', models.CharField(max_length=255)),
                ('date', models.CharField(blank=True, max_length=80)),
                ('summary', models.TextField(blank=True)),
                ('body', models.TextField(blank=True)),
            ],
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(fields=('source', 'object_id'), name='search_entry_once'),
        ),
        migrations.RunPython(make, unmake),
    ]
