"""Below ``/members/``: the pages of who is in training, and of who supervises."""

from django.urls import path, re_path

from members.progress.pages import own, trainees

urlpatterns = [
    path("progress/", own.overview, name="progress_own"),
    re_path("^progress/log/(?P<kind>cycle|session)/$", own.log, name="progress_log"),
    path("progress/entries/<int:pk>/", own.entry, name="progress_entry"),
    path("progress/entries/<int:pk>/take-back/", own.withdraw, name="progress_withdraw"),
    path("progress/history/", own.history, name="progress_history"),
    path("trainees/", trainees.overview, name="progress_trainees"),
    path("trainees/entries/<int:pk>/", trainees.correct, name="progress_correct"),
    path("trainees/<int:pk>/", trainees.trainee, name="progress_trainee"),
    path("trainees/<int:pk>/history/", trainees.history, name="progress_trainee_history"),
    path("trainees/<int:pk>/stage/", trainees.stage, name="progress_stage"),
]
