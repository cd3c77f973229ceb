"""The account page's own sections, and what administrators can do for somebody who has lost their way in."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.log_actions import log

from accounts import links, second_step, sections

LOST = "accounts.second_step_removed"
LINK_SENT = "accounts.password_link_sent"


@hooks.register("register_account_sections")
def identity(request):
    return sections.IdentitySection(request)


@hooks.register("register_account_sections")
def mails(request):
    return sections.MailsSection(request)


@hooks.register("register_account_sections")
def password(request):
    return sections.PasswordSection(request)


@hooks.register("register_account_sections")
def second_step_section(request):
    return sections.SecondStepSection(request)


@hooks.register("register_account_sections")
def sessions_section(request):
    return sections.SessionsSection(request)


@hooks.register("register_account_sections")
def own_data_section(request):
    return sections.OwnDataSection(request)


@hooks.register("register_account_menu_item")
def to_the_account(request):
    """On the admin's own account page: the way to what is kept outside the admin."""
    return {
        "url": reverse("account"),
        "label": "Password, e-mail address and second step",
        "help_text": "Change how you sign in, and see where you are signed in.",
    }


@hooks.register("register_user_listing_buttons")
def help_buttons(user, request_user):
    """For administrators only: Wagtail's right to change users alone is not enough."""
    if request_user.is_superuser and user.is_active:
        yield Button(
            "Send a link to choose a password",
            reverse("accounts_send_link", args=[user.pk]),
            icon_name="mail",
            priority=50,
        )
        yield Button(
            "Remove a lost second step",
            reverse("accounts_remove_second_step", args=[user.pk]),
            icon_name="key",
            priority=51,
        )


@hooks.register("register_admin_urls")
def admin_urls():
    return [
        path("accounts/<int:pk>/second-step/", remove_second_step, name="accounts_remove_second_step"),
        path("accounts/<int:pk>/link/", send_link, name="accounts_send_link"),
    ]


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(LOST, "Remove second step", "Second step removed")
    actions.register_action(LINK_SENT, "Send password link", "Link to choose a password sent")


def remove_second_step(request, pk):
    """Asks, then takes the second step of somebody away."""
    user = _somebody(request, pk)
    if request.method == "POST":
        if second_step.remove(user):
            log(instance=user, action=LOST, user=request.user)
            messages.success(request, f"{user} can sign in with the password alone now.")
        else:
            messages.info(request, f"{user} has no second step.")
        return redirect("wagtailusers_users:index")
    context = {
        "page_title": "Remove a lost second step",
        "header_icon": "key",
        "person": user,
        "text": "Only do this if you are sure that it is really they who ask: speak to them. They will sign "
        "in with their password alone, are signed out everywhere, and are told by e-mail.",
        "yes": "Remove the second step",
    }
    return TemplateResponse(request, "accounts/admin_confirm.html", context)


def send_link(request, pk):
    """Asks, then sends somebody a link to choose a password."""
    user = _somebody(request, pk)
    if request.method == "POST":
        links.send_password_link(user, "password_new_link")
        log(instance=user, action=LINK_SENT, user=request.user)
        messages.success(request, f"A link to choose a password is on its way to {user.email}.")
        return redirect("wagtailusers_users:index")
    context = {
        "page_title": "Send a link to choose a password",
        "header_icon": "mail",
        "person": user,
        "text": f"It goes to {user.email} and works once. The present "
        "password works until a new one is chosen.",
        "yes": "Send the link",
    }
    return TemplateResponse(request, "accounts/admin_confirm.html", context)


def _somebody(request, pk):
    if not request.user.is_superuser:
        raise PermissionDenied
    return get_object_or_404(get_user_model(), pk=pk, is_active=True)
