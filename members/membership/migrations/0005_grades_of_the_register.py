from django.db import migrations, models

SUPERVISORS = {"Supervisor", "Advanced supervisor", "National supervisor"}


def mark_the_usual_grades(apps, schema_editor):
    """What the first content says of the grades that it makes, for sites that have them already."""
    Grade = apps.get_model("membership", "Grade")
    usual = {"Guider / practitioner", *SUPERVISORS}
    Grade.objects.filter(name__in=usual).update(is_accredited=True)
    Grade.objects.filter(name__in=SUPERVISORS).update(in_directory=True)


class Migration(migrations.Migration):

    dependencies = [
        ("membership", "0004_import_confirmed_at"),
    ]

    operations = [
        migrations.AddField(
            model_name="grade",
            name="in_directory",
            field=models.BooleanField(default=False, help_text="Members of this grade may have an entry that everybody can find. They always count as accredited.", verbose_name="in the directory of supervisors"),
        ),
        migrations.AddField(
            model_name="grade",
            name="is_accredited",
            field=models.BooleanField(default=False, help_text="Whoever asks the public register about a member of this grade is told that they are accredited. Not for trainees.", verbose_name="accredited"),
        ),
        migrations.RunPython(mark_the_usual_grades, migrations.RunPython.noop, elidable=True),
    ]
