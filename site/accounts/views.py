"""The page "Your account", and allauth's views where this site does a little more than they do."""

from allauth.account import app_settings
from allauth.account.internal.decorators import login_not_required
from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress
from allauth.account.utils import url_str_to_user_pk
from allauth.account.views import INTERNAL_RESET_SESSION_KEY, ConfirmEmailView, PasswordResetFromKeyView
from allauth.core.internal.httpkit import authenticated_user
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core import signing
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic.edit import UpdateView

from accounts import browsers, links, sections, sessions
from accounts.forms import NameForm
from accounts.mail_choices import choices_for
from accounts.models import User
from core import access
from core.buttons import button_of


@never_cache
def account(request):
    """Everything that a person can see and change about their account. Open to all who are signed in, whether
    or not their membership is running."""
    if not access.visitor(request).is_authenticated:
        return access.refuse(request)
    return TemplateResponse(request, "accounts/account.html", {"sections": sections.sections_for(request)})


@never_cache
@button_of("account", "#mails")
def mails(request):
    """Keep which mails somebody wants. What is not theirs to choose is left alone, whatever is sent."""
    if not access.visitor(request).is_authenticated:
        return access.refuse(request)
    with transaction.atomic():
        for choice in choices_for(request):
            choice.save(choice.key in request.POST)
    messages.success(request, "Your choice of mails is kept.")
    return HttpResponseRedirect(f"{reverse('account')}#mails")


@method_decorator(never_cache, name="dispatch")
class NameView(LoginRequiredMixin, UpdateView):
    """The signed-in person's name."""

    form_class = NameForm
    template_name = "accounts/name.html"
    success_url = reverse_lazy("account")

    def get_object(self, queryset=None):
        # A copy: a name that was refused must not stand in the page's header.
        return User.objects.get(pk=authenticated_user(self.request).pk)

    def form_valid(self, form):
        messages.success(self.request, "Your name is changed.")
        return super().form_valid(form)


@method_decorator(never_cache, name="dispatch")
@method_decorator(login_not_required, name="dispatch")
class PasswordLinkView(PasswordResetFromKeyView):
    """allauth's page behind a link to choose a password. Where the link no longer works, one button sends a
    new one; the answer to it is the same whatever comes of it."""

    def dispatch(self, request, uidb36, key, **kwargs):
        if request.method == "POST" and "send_new_link" in request.POST:
            return self.send_new_link(request, uidb36, key)
        return super().dispatch(request, uidb36, key, **kwargs)

    def send_new_link(self, request, uidb36, key):
        if key == self.reset_url_key:
            key = request.session.get(INTERNAL_RESET_SESSION_KEY, "")
            if not key:  # the browser was closed since, or its owner has signed out: only the address is left
                return HttpResponseRedirect(reverse("account_reset_password"))
        try:
            user = User.objects.filter(pk=url_str_to_user_pk(uidb36)).first()
        except (ValueError, OverflowError):
            user = None
        links.send_new_link(request, user, key)
        return HttpResponseRedirect(reverse("account_reset_password_done"))


@method_decorator(never_cache, name="dispatch")
@method_decorator(login_not_required, name="dispatch")
class AddressLinkView(ConfirmEmailView):
    """allauth's page behind the link that confirms a new address, with the same button on a link that is too
    old."""

    def post(self, *args, **kwargs):
        if "send_new_link" not in self.request.POST:
            return super().post(*args, **kwargs)
        try:
            # The signature without its age: the site did send this link once.
            pk = signing.loads(self.kwargs["key"], salt=app_settings.SALT)
        except signing.BadSignature:
            pk = None
        waiting = EmailAddress.objects.filter(pk=pk, verified=False).first()
        if waiting:
            send_verification_email_to_address(self.request, waiting)
        return HttpResponseRedirect(reverse("account_email_verification_sent"))


@method_decorator(never_cache, name="dispatch")
class SessionsView(ListUserSessionsView):
    """allauth's list of sessions. Its button ends those, too, that allauth knows nothing of."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for session in context["sessions"]:
            session.browser = browsers.name(session.user_agent)
        return context

    def form_valid(self, form):
        sessions.end_other_sessions(self.request)
        messages.success(self.request, "You are signed out everywhere else.")
        return HttpResponseRedirect(self.get_success_url())
