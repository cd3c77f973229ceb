"""Public addresses of membership."""

from django.urls import path

from members.membership.joining import views

urlpatterns = [
    path("join/", views.join, name="membership_join"),
    path("join/thank-you/", views.joined, name="membership_joined"),
]
