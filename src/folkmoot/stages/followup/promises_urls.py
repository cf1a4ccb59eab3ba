"""Addresses of the promises of the whole site."""

from django.urls import path

from folkmoot.stages.followup import views

urlpatterns = [
    path("", views.every_promise, name="promises"),
    path("following/<str:key>/", views.following, name="promises_following"),
    path("leave/<str:key>/", views.leave, name="promises_leave"),
    path("table.csv", views.every_promise_csv, name="promises_csv"),
]
