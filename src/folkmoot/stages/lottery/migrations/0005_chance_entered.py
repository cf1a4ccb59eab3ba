"""Chance from more than balls. What balls were read and drawn so far is kept in the new form."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def digits_to_sources(apps: Any, schema_editor: Any) -> None:
    """The digits of balls become what the record has said of them from the beginning."""
    for draw in apps.get_model("lottery", "Draw").objects.all():
        draw.source = {"kind": "balls", "digits": [int(digit) for digit in draw.balls]}
        draw.save(update_fields=["source"])
    for reading in apps.get_model("lottery", "Reading").objects.all():
        reading.shown = [int(digit) for digit in reading.balls]
        reading.save(update_fields=["shown"])


def _person() -> Any:
    return models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
    )


def _lottery(name: str) -> Any:
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name=name, to="lottery.lottery")


def _id() -> Any:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("lottery", "0004_registration"),
    ]

    operations = [
        migrations.AddField("draw", "source", models.JSONField(default=dict), preserve_default=False),
        migrations.AlterField("draw", "witness", models.CharField(blank=True, max_length=40)),
        migrations.AddField(
            "reading",
            "part",
            models.PositiveSmallIntegerField(default=0, help_text="Which part of the chance declared, from 0."),
        ),
        migrations.AddField(
            "reading",
            "shown",
            models.JSONField(default=list, help_text="The digits or faces, in the order drawn or thrown."),
            preserve_default=False,
        ),
        migrations.RunPython(digits_to_sources, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField("draw", "balls"),
        migrations.RemoveField("draw", "attestation"),
        migrations.RemoveConstraint("reading", "one_reading_each"),
        migrations.RemoveField("reading", "balls"),
        migrations.RemoveField("reading", "attestation"),
        migrations.AddConstraint(
            "reading", models.UniqueConstraint(fields=["lottery", "part", "witness"], name="one_reading_each")
        ),
        migrations.AlterModelOptions("reading", {"ordering": ("part", "witness")}),
        migrations.CreateModel(
            name="ChancePart",
            fields=[
                ("id", _id()),
                ("part", models.PositiveSmallIntegerField()),
                ("source", models.JSONField(help_text="As it stands in the record.")),
                ("operator", models.CharField(max_length=40)),
                ("witness", models.CharField(blank=True, max_length=40)),
                ("at", models.DateTimeField()),
                ("lottery", _lottery("chance_parts")),
            ],
            options={
                "ordering": ("part",),
                "constraints": [models.UniqueConstraint(fields=["lottery", "part"], name="one_source_per_part")],
            },
        ),
        migrations.CreateModel(
            name="PartyWord",
            fields=[
                ("id", _id()),
                ("name", models.CharField(max_length=120)),
                ("commitment", models.CharField(max_length=64)),
                ("value", models.CharField(max_length=200, null=True)),
                ("nonce", models.CharField(max_length=200, null=True)),
                ("committed_at", models.DateTimeField()),
                ("revealed_at", models.DateTimeField(null=True)),
                ("lottery", _lottery("party_words")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["lottery", "name"], name="one_word_per_party")],
            },
        ),
        migrations.CreateModel(
            name="Attestation",
            fields=[
                ("id", _id()),
                (
                    "moment",
                    models.CharField(
                        choices=[("published", "Published"), ("chance", "Chance"), ("drawn", "Drawn")], max_length=9
                    ),
                ),
                ("handle", models.CharField(max_length=40)),
                ("agrees", models.BooleanField()),
                ("name", models.CharField(blank=True, max_length=120)),
                ("office", models.CharField(blank=True, max_length=120)),
                ("words", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("lottery", _lottery("attestations")),
                ("person", _person()),
            ],
            options={"ordering": ("pk",)},
        ),
    ]
