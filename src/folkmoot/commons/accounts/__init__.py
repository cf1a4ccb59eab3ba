"""Accounts: a person, how she signs in (a code by e-mail, a passkey), what she consented to, and who read her data."""
