"""Below ``/members/practice/``."""

from django.urls import path

from members.practice import views

urlpatterns = [
    path("", views.practice, name="practice"),
    path("<int:pk>/", views.session, name="practice_session"),
]
