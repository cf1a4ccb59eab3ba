"""What happened, in words: the label that an app gives to its kind of record entry."""

from django import template
from django.utils.translation import gettext

from folkmoot.web.shell import act_labels

register = template.Library()


@register.filter
def act_label(kind: str) -> str:
    """The label of a kind of entry in the reader's language; the kind itself where no app declares it."""
    return gettext(act_labels().get(kind, kind))
