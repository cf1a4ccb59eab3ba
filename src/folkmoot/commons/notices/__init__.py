"""Notices: what people are told, by mail today; each is kept until sent, so that a broken mail server loses none."""
