"""Below ``/accounts/``: our own views first, at allauth's own addresses and names, then allauth's."""

from django.urls import include, path, re_path

from accounts import views
from accounts.own_data import views as own_data

urlpatterns = [
    path("name/", views.NameView.as_view(), name="account_name"),
    path("own-data/", own_data.own_data, name="own_data"),
    path("own-data/archive/", own_data.archive, name="own_data_archive"),
    path("own-data/delete/", own_data.delete, name="own_data_delete"),
    path("own-data/delete/<str:key>/", own_data.confirm, name="own_data_delete_confirm"),
    path("mails/", views.mails, name="account_mails"),
    path("sessions/", views.SessionsView.as_view(), name="usersessions_list"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.PasswordLinkView.as_view(),
        name="account_reset_password_from_key",
    ),
    re_path(
        r"^confirm-email/(?P<key>[-:\w]+)/$", views.AddressLinkView.as_view(), name="account_confirm_email"
    ),
    path("", include("allauth.urls")),
]
