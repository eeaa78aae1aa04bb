from django.db import migrations, models

import incubator.lib.lists


def length_of(minutes):
    return "" if not minutes else next((str(most) for most in (5, 15, 30, 60) if minutes <= most), "more")


def write_marks(apps, schema_editor):
    """Works take up what their lists are narrowed by."""
    Work = apps.get_model("showcase", "Work")
    fields = ("kind", "year", "countries", "languages", "discipline", "disciplines", "needs", "access", "minutes")
    rows = []
    for work in Work.objects.only(*fields).iterator(chunk_size=500):
        lists = {
            "kind": [work.kind], "year": [work.year], "country": work.countries, "language": work.languages, "access": work.access,
            "discipline": [work.discipline, *work.disciplines], "need": [one["what"] for one in work.needs],
            "length": [length_of(work.minutes)],
        }
        work.marks = sorted({f"{name}:{value}" for name, values in lists.items() for value in values if value})
        rows.append(work)
        if len(rows) == 500:
            Work.objects.bulk_update(rows, ["marks"])
            rows = []
    Work.objects.bulk_update(rows, ["marks"])


class Migration(migrations.Migration):

    dependencies = [
        ('showcase', '0012_kept_and_placed'),
    ]

    operations = [
        migrations.AddField(
            model_name='work',
            name='marks',
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.RunPython(write_marks, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='work',
            index=incubator.lib.lists.ListIndex(fields=['marks'], name='work_marks', opclasses=['jsonb_path_ops']),
        ),
    ]
