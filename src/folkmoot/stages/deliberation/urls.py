"""Addresses of deliberation, below an assembly's own."""

from django.urls import path

from folkmoot.stages.deliberation import drafting, views

app_name = "deliberation"
urlpatterns = [
    path("", views.deliberation, name="deliberation"),
    path("statements/", views.statements, name="statements"),
    path("statements/gather/", drafting.gather, name="gather"),
    path("statements/<int:number>/", views.statement, name="statement"),
    path("statements/<int:number>/set-aside/", drafting.set_statement_aside, name="set_statement_aside"),
    path("drafts/new/", drafting.write, name="write"),
    path("drafts/<int:number>/", views.draft, name="draft"),
    path("drafts/<int:number>/revise/", drafting.revise, name="revise"),
    path("drafts/<int:number>/merge/<int:other>/", drafting.merge, name="merge"),
    path("drafts/<int:number>/split/", drafting.split, name="split"),
    path("drafts/<int:number>/set-aside/", drafting.set_draft_aside, name="set_draft_aside"),
    path("drafts/<int:number>/take-up/", drafting.take_up_draft, name="take_up_draft"),
    path("freeze/", drafting.freeze, name="freeze"),
    path("texts/", views.texts, name="texts"),
    path("texts.json", views.texts_json, name="texts_json"),
    path("texts/<int:number>/", views.text, name="text"),
]
