"""Addresses of the public record."""

from django.urls import path

from folkmoot.windows.opendata import views

app_name = "opendata"
urlpatterns = [
    path("", views.record, name="record"),
    path("entries/<int:index>/", views.entry, name="entry"),
    path("record.zip", views.export, name="export"),
    path("checkpoint", views.checkpoint, name="checkpoint"),
    path("files/<path:path>", views.file, name="file"),
]
