"""Addresses of accounts."""

from django.urls import path

from folkmoot.commons.accounts import views

app_name = "accounts"
urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/consent/", views.consent, name="consent"),
    path("me/sign-out-everywhere/", views.sign_out_everywhere, name="sign_out_everywhere"),
]
