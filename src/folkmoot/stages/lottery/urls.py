"""Addresses of the lottery."""

from django.urls import path

from folkmoot.stages.lottery import views

app_name = "lottery"
urlpatterns = [path("", views.lottery, name="lottery")]
