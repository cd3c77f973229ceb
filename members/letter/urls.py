"""Below ``/members/account/letter/``."""

from django.urls import path

from members.letter import views

urlpatterns = [path("", views.status_letter, name="status_letter")]
