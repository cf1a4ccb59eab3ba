"""Addresses of follow-up, below an assembly's own."""

from django.urls import path

from folkmoot.stages.followup import views

app_name = "followup"
urlpatterns = [
    path("", views.board, name="board"),
    path("board.csv", views.board_csv, name="board_csv"),
    path("poster/", views.poster, name="poster"),
    path("recommendations/<int:number>/", views.recommendation, name="recommendation"),
    path("recommendations/<int:number>/news/", views.assess, name="assess"),
    path("recommendations/<int:number>/words/", views.words, name="words"),
    path("recommendations/<int:number>/words/new/", views.compare, name="compare"),
    path("replies/<slug:ref>/", views.owed, name="owed"),
    path("replies/<slug:ref>/<int:number>/", views.reply, name="reply"),
    path("debtors/", views.debtors, name="debtors"),
    path("debtors/<slug:ref>/remind/", views.remind, name="remind"),
]
