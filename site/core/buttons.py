"""Addresses that only a button calls."""

from functools import wraps

from django.http import HttpResponseRedirect
from django.urls import reverse


def button_of(page, fragment=""):
    """The view does what a button of the page named ``page`` asks for, and shows nothing.

    Whoever comes without the button is led to the page with it. Somebody does so whenever their session has
    ended before they press it: they sign in, and are sent on to the address of the button.
    """

    def decorate(view):
        @wraps(view)
        def checked(request, *args, **kwargs):
            if request.method != "POST":
                return HttpResponseRedirect(reverse(page) + fragment)
            return view(request, *args, **kwargs)

        return checked

    return decorate
