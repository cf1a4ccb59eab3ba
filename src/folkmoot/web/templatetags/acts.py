"""What happened, in words: the label that an app gives to its kind of record entry."""

from django import template

from folkmoot.web import shell

register = template.Library()
register.filter("act_label", shell.act_label)
