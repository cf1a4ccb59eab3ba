"""Addresses short enough for a letter, for the whole site: the code says which assembly it is for."""

from django.urls import path

from folkmoot.stages.lottery.views import answering

urlpatterns = [
    path("", answering.join, name="join"),
    path("<slug:code>/", answering.join_code, name="join_code"),
]
