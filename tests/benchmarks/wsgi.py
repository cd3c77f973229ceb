"""The benchmark's application: the site, and beside it in the same process a Django with no middleware."""

from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings

from config.wsgi import application as site

with override_settings(MIDDLEWARE=[]):
    bare = WSGIHandler()


def application(environ, start_response):
    return (bare if environ["PATH_INFO"] == "/hello" else site)(environ, start_response)
