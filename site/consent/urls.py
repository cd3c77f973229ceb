from django.urls import path

from consent import views

app_name = "consent"
urlpatterns = [
    path("", views.choose, name="choose"),
    path("status/", views.status, name="status"),
    path("banner/", views.banner, name="banner"),
    path("banner.css", views.banner_style, name="banner_style"),
]
