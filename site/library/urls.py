"""Wagtail's address of documents. Its second one, for shared passwords, is left out: there are none here."""

from django.urls import re_path

from library import delivery

urlpatterns = [re_path(r"^(\d+)/(.*)$", delivery.serve, name="wagtaildocs_serve")]
