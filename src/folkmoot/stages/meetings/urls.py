"""Addresses of meetings, below an assembly's own."""

from django.urls import path

from folkmoot.stages.meetings import views

app_name = "meetings"
urlpatterns = [
    path("", views.meetings, name="meetings"),
    path("calendar.ics", views.calendar, name="calendar"),
    path("plan/", views.plan, name="plan"),
    path("<int:number>/", views.meeting, name="meeting"),
    path("<int:number>/change/", views.change, name="change"),
    path("<int:number>/cancel/", views.cancel, name="cancel"),
    path("<int:number>/attendance/", views.attendance, name="attendance"),
    path("<int:number>/attendance/close/", views.close, name="close"),
    path("<int:number>/attendance/correct/", views.correct, name="correct"),
    path("<int:number>/attendance/sheet/", views.sheet, name="sheet"),
]
