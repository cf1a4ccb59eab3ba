"""Addresses of recommendations, below an assembly's own."""

from django.urls import path

from folkmoot.stages.recommendations import views

app_name = "recommendations"
urlpatterns = [
    path("", views.recommendations, name="recommendations"),
    path("report/", views.report, name="report"),
    path("report.json", views.report_json, name="report_json"),
    path("report/foreword/", views.foreword, name="foreword"),
    path("report/sign-off/", views.sign_off, name="sign_off"),
    path("report/sign-off/paper/", views.enter_sign_off, name="enter_sign_off"),
    path("hand-over/", views.hand_over, name="hand_over"),
]
