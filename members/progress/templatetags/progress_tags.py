"""How the pages of training write numbers."""

from django import template

from members.progress.requirements import plain

register = template.Library()
register.filter(plain)
