"""Addresses of the public record."""

from django.urls import path, re_path

from folkmoot.windows.opendata import views

app_name = "opendata"
urlpatterns = [
    path("", views.record, name="record"),
    path("entries/<int:index>/", views.entry, name="entry"),
    path("record.zip", views.export, name="export"),
    re_path("^(?P<name>entries[.]jsonl|leaves[.]txt|key[.]vkey)$", views.own_file, name="own_file"),
    path("tile/<path:path>", views.tile, name="tile"),
    path("checkpoint", views.checkpoint, name="checkpoint"),
    path("files/<path:path>", views.file, name="file"),
]
