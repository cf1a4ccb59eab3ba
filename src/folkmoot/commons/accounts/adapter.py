"""How the sign-in library behaves here."""

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):
    """No changes yet but the name: persons are known by e-mail address alone."""
