"""Below ``/members/account/directory/``."""

from django.urls import path

from members.directory.own import views

urlpatterns = [
    path("", views.edit, name="directory_own"),
    path("preview/", views.preview, name="directory_own_preview"),
    path("publish/", views.send, name="directory_own_send"),
    path("pause/", views.pause, name="directory_own_pause"),
    path("resume/", views.resume, name="directory_own_resume"),
    path("remove/", views.remove, name="directory_own_remove"),
]
