from django.urls import path

from members.directory.contact import views

urlpatterns = [path("report/<str:token>/", views.report, name="directory_report")]
