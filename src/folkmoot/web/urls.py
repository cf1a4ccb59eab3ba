"""All addresses: words, never table ids. An assembly's pages live under `/assemblies/<slug>/<stage>/`."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from folkmoot.web import gallery, views


def _stages() -> list[URLPattern | URLResolver]:
    """The pages of each app that has any, below the assembly's address."""
    rooms = [f"folkmoot.stages.{name}" for name in settings.STAGES]
    return [
        path(f"assemblies/<slug:assembly>/{room.rsplit('.', 1)[1]}/", include(f"{room}.urls"))
        for room in rooms
        if find_spec(f"{room}.urls")
    ]


urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.front, name="front"),
    path("about/", views.about, name="about"),
    path("desk/", views.desk, name="desk"),
    path("design/", gallery.gallery, name="design"),
    path("language/", set_language, name="set_language"),
    path("sign-in/", include("allauth.urls")),
    path("", include("folkmoot.commons.accounts.urls")),
    path("", include("folkmoot.commons.assemblies.urls")),
    path("record/", include("folkmoot.windows.opendata.urls")),
    path("assemblies/<slug:assembly>/", views.assembly_page, name="assembly"),
    *_stages(),
]
if settings.DEMO:
    urlpatterns += [
        path("demo/sign-in/", views.demo_sign_in, name="demo_sign_in"),
        path("demo/outbox/", views.demo_outbox, name="demo_outbox"),
    ]
