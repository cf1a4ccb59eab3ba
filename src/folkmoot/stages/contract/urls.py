"""Addresses of the contract, below an assembly's own."""

from django.urls import path

from folkmoot.stages.contract.views import drafting, reading, signing

app_name = "contract"
urlpatterns = [
    path("", reading.contract, name="contract"),
    path("versions/<int:number>/", reading.version, name="version"),
    path("draft/", drafting.draft, name="draft"),
    path("draft/<slug:page>/", drafting.section, name="section"),
    path("negotiation/", drafting.negotiation, name="negotiation"),
    path("negotiation/<int:change>/", drafting.decide, name="decide"),
    path("commissioners/", drafting.commissioners, name="commissioners"),
    path("commissioners/<slug:ref>/remove/", drafting.remove_commissioner, name="remove_commissioner"),
    path("commissioners/<slug:ref>/successor/", signing.succeed, name="succeed"),
    path("offer/", drafting.offer, name="offer"),
    path("sign/", signing.sign, name="sign"),
    path("paper-signature/<slug:ref>/", signing.paper_signature, name="paper_signature"),
    path("publish/", signing.publish, name="publish"),
    path("amend/", drafting.amend, name="amend"),
    path("read/", signing.confirm, name="confirm"),
    path("read/enter/", signing.enter_reading, name="enter_reading"),
]
