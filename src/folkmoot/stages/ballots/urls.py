"""Addresses of ballots, below an assembly's own."""

from django.urls import path

from folkmoot.stages.ballots import booth, views

app_name = "ballots"
urlpatterns = [
    path("", views.ballots, name="ballots"),
    path("open/", views.open_ballot, name="open"),
    path("<int:number>/", views.ballot, name="ballot"),
    path("<int:number>/vote/", booth.vote, name="vote"),
    path("<int:number>/receipt/", booth.receipt, name="receipt"),
    path("<int:number>/cards/", views.replace_cards, name="replace_cards"),
    path("<int:number>/close/", views.close, name="close"),
    path("<int:number>/cancel/", views.cancel, name="cancel"),
    path("<int:number>/paper/", views.paper, name="paper"),
    path("<int:number>/paper-ballot/", views.paper_ballot, name="paper_ballot"),
    path("<int:number>/hand-in/", views.hand_in, name="hand_in"),
    path("<int:number>/texts/<int:text>/statement/", views.statement, name="statement"),
]
