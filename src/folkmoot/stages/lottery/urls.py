"""Addresses of the lottery, below an assembly's own."""

from django.urls import path

from folkmoot.stages.lottery.views import files, inputs, invitations, lotteries, planning, public, seats

app_name = "lottery"
urlpatterns = [
    path("", public.lottery, name="lottery"),
    path("workshop/", inputs.workshop, name="workshop"),
    path("targets/", inputs.targets, name="targets"),
    path("targets/check/", inputs.check, name="check"),
    path("pool/", inputs.pool, name="pool"),
    path("pool/erase/", inputs.erase, name="erase"),
    path("pool/<slug:which>.<slug:format>", files.export, name="export"),
    path("invitations/", invitations.frames, name="frames"),
    path("invitations/elsewhere/", invitations.outside, name="outside"),
    path("invitations/add/", invitations.add_frame, name="add_frame"),
    path("invitations/frames/<int:number>/", invitations.frame, name="frame"),
    path("invitations/frames/<int:number>/delete/", invitations.delete_frame, name="delete_frame"),
    path("invitations/frames/<int:number>/announce/", invitations.add_wave, name="add_wave"),
    path("invitations/waves/<slug:ref>/", invitations.wave, name="wave"),
    path("invitations/waves/<slug:ref>/draw/", invitations.draw_wave, name="draw_wave"),
    path("invitations/waves/<slug:ref>/withdraw/", invitations.withdraw_wave, name="withdraw_wave"),
    path("invitations/waves/<slug:ref>/invited.<slug:format>", invitations.export_wave, name="export_wave"),
    path("invitations/plan/", planning.letters, name="plan_letters"),
    path("import/<slug:kind>/", files.upload, name="upload"),
    path("import/<slug:kind>/check/", files.dry_run, name="dry_run"),
    path("import/<slug:kind>-template.<slug:format>", files.template, name="template"),
    path("compute/", lotteries.compute, name="compute"),
    path("seats/", seats.seats, name="seats"),
    path("seats/confirm-all/", seats.confirm_all, name="confirm_all"),
    path("seats/<slug:pseudonym>/confirm/", seats.confirm, name="confirm"),
    path("seats/<slug:pseudonym>/decline/", seats.decline, name="decline"),
    path("seats/<slug:pseudonym>/leave/", seats.leave, name="leave"),
    path("<int:number>/", public.panels, name="panels"),
    path("<int:number>/lottery.json", public.file, name="file"),
    path("<int:number>/ceremony/", public.ceremony, name="ceremony"),
    path("<int:number>/balls/", lotteries.balls, name="balls"),
    path("<int:number>/progress/", lotteries.progress, name="progress"),
    path("<int:number>/stop/", lotteries.stop, name="stop"),
    path("<int:number>/review/", lotteries.review, name="review"),
    path("<int:number>/publish/", lotteries.publish, name="publish"),
    path("<int:number>/withdraw/", lotteries.withdraw, name="withdraw"),
]
