from django.db import migrations

# Each search looks into all of these texts, which PostgreSQL packs and unpacks again for each word. lz4 is the
# quicker of its two ways (https://www.postgresql.org/docs/current/storage-toast.html), where it was built in.
POSTGRESQL = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)) THEN
        ALTER TABLE evidence_evidencepage ALTER COLUMN search_text SET COMPRESSION lz4;
        UPDATE evidence_evidencepage SET search_text = search_text || '';
    END IF;
END $$
"""


def pack_anew(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL, params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('evidence', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(pack_anew, migrations.RunPython.noop),
    ]
