"""The head remembers the edge of the tree; of a record that is there already it is worked out from the lines."""

from typing import Any

from django.db import migrations, models

from folkmoot.core.record.merkle import Frontier, leaf_hash


def work_out(apps: Any, schema_editor: Any) -> None:
    head = apps.get_model("publicrecord", "Head").objects.first()
    if head is not None:
        lines = apps.get_model("publicrecord", "Entry").objects.order_by("index").values_list("line", flat=True)
        head.peaks = b"".join(Frontier().extend(leaf_hash(bytes(line)) for line in lines.iterator()).peaks)
        head.save()


class Migration(migrations.Migration):
    dependencies = [("publicrecord", "0001_initial")]

    operations = [
        migrations.AddField("head", "peaks", models.BinaryField(default=b"")),
        migrations.RunPython(work_out, migrations.RunPython.noop),
    ]
