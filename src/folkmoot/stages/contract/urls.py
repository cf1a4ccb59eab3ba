"""Addresses of the contract, below an assembly's own."""

from django.urls import path

from folkmoot.stages.contract import views

app_name = "contract"
urlpatterns = [
    path("", views.contract, name="contract"),
    path("versions/<int:number>/", views.version, name="version"),
    path("draft/", views.draft, name="draft"),
    path("commissioners/", views.commissioners, name="commissioners"),
    path("commissioners/<slug:ref>/remove/", views.remove_commissioner, name="remove_commissioner"),
    path("offer/", views.offer, name="offer"),
    path("sign/", views.sign, name="sign"),
    path("paper-signature/<slug:ref>/", views.paper_signature, name="paper_signature"),
    path("publish/", views.publish, name="publish"),
    path("amend/", views.amend, name="amend"),
]
