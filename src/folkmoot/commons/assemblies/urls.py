"""Addresses of assemblies. `plan` comes before every slug, and no slug may be called so."""

from django.urls import path

from folkmoot.commons.assemblies import views

app_name = "assemblies"
urlpatterns = [
    path("assemblies/plan/", views.plan, name="plan"),
    path("assemblies/<slug:assembly>/settings/", views.settings, name="settings"),
    path("assemblies/<slug:assembly>/open/", views.open_assembly, name="open"),
    path("assemblies/<slug:assembly>/people/", views.people, name="people"),
    path("assemblies/<slug:assembly>/people/<slug:handle>/withdraw/", views.withdraw, name="withdraw"),
    path("assemblies/<slug:assembly>/calendar/", views.dates, name="calendar"),
    path("assemblies/<slug:assembly>/calendar/add/", views.add_date, name="add_date"),
    path("assemblies/<slug:assembly>/calendar/remove/", views.remove_date, name="remove_date"),
]
