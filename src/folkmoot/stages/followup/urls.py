"""Addresses of follow-up, below an assembly's own."""

from django.urls import path

from folkmoot.stages.followup import views

app_name = "followup"
urlpatterns = [
    path("", views.board, name="board"),
    path("board.csv", views.board_csv, name="board_csv"),
    path("kept/", views.kept, name="kept"),
    path("kept/<slug:kind>/<slug:ref>/", views.keep, {"which": ""}, name="keep_one"),
    path("kept/<slug:kind>/<slug:which>/<slug:ref>/", views.keep, name="keep"),
    path("poster/", views.poster, name="poster"),
    path("outcome/", views.outcome, name="outcome"),
    path("follow/", views.follow, name="follow"),
    path("embed/", views.embed, name="embed"),
    path("status.<slug:kind>", views.status, name="status"),
    path("status/<slug:ref>.<slug:kind>", views.status, name="status_of"),
    path("recommendations/<int:number>/", views.recommendation, name="recommendation"),
    path("recommendations/<int:number>/news/", views.assess, name="assess"),
    path("recommendations/<int:number>/words/", views.words, name="words"),
    path("recommendations/<int:number>/words/new/", views.compare, name="compare"),
    path("replies/<slug:ref>/", views.owed, name="owed"),
    path("replies/<slug:ref>/<int:number>/", views.reply, name="reply"),
    path("drafts/<slug:ref>/", views.drafts, name="drafts"),
    path("drafts/<slug:ref>/<int:number>/", views.draft, name="draft"),
    path("drafts/<slug:ref>/table.<slug:format>", views.drafts_table, name="drafts_table"),
    path("drafts/<slug:ref>/import/", views.drafts_upload, name="drafts_upload"),
    path("drafts/<slug:ref>/import/check/", views.drafts_check, name="drafts_check"),
    path("drafts/<slug:ref>/release/", views.release, name="release"),
    path("drafts/<slug:ref>/drafters/", views.drafters, name="drafters"),
    path("debtors/", views.debtors, name="debtors"),
    path("debtors/<slug:ref>/remind/", views.remind, name="remind"),
]
