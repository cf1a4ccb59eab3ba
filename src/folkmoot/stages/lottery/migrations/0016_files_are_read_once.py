from typing import Any

from django.db import migrations, models


def let_them_be_chosen_again(apps: Any, schema_editor: Any) -> None:
    """Files that wait for their yes are kept for minutes; those that wait now are kept as files, unread."""
    apps.get_model("lottery", "PendingImport").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('lottery', '0015_frames_fill_a_panel'),
    ]

    operations = [
        migrations.RunPython(let_them_be_chosen_again, migrations.RunPython.noop),
        migrations.RenameField(model_name='pendingimport', old_name='content', new_name='packed'),
        migrations.AlterField(
            model_name='pendingimport',
            name='packed',
            field=models.BinaryField(help_text='What stands on the sheets of the file, which is read only once.'),
        ),
        migrations.AlterField(
            model_name='pendingimport',
            name='sha256',
            field=models.CharField(help_text='Of what stands in the file and of how it is laid out.', max_length=64),
        ),
    ]
