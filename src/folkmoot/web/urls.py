"""All addresses: words, never table ids. An assembly's pages live under `/assemblies/<slug>/<stage>/`."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from folkmoot.web import gallery, personal, translating, views


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
    path("assemblies/", RedirectView.as_view(pattern_name="front"), name="assemblies"),
    path("about/", views.about, name="about"),
    path("desk/", views.desk, name="desk"),
    path("design/", gallery.gallery, name="design"),
    path("", include("folkmoot.commons.accounts.sign_in_urls")),
    path("", include("folkmoot.commons.accounts.urls")),
    path("me/download/", personal.download, name="me_download"),
    path("me/erase/", personal.erase, name="me_erase"),
    path("", include("folkmoot.commons.assemblies.urls")),
    path("join/", include("folkmoot.stages.lottery.join_urls")),
    path("promises/", include("folkmoot.stages.followup.promises_urls")),
    path("record/", include("folkmoot.windows.opendata.urls")),
    path("assemblies/<slug:assembly>/", views.assembly_page, name="assembly"),
    path("assemblies/<slug:assembly>/languages/", translating.overview, name="translations"),
    path("assemblies/<slug:assembly>/languages/<str:language>/", translating.translate, name="translate"),
    *_stages(),
]
if settings.DEMO:
    urlpatterns += [
        path("demo/sign-in/", views.demo_sign_in, name="demo_sign_in"),
        path("demo/outbox/", views.demo_outbox, name="demo_outbox"),
    ]
