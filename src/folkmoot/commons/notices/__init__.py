"""Notices: what people are told, by mail today; each notice is kept until it is sent, so that a broken mail server loses none."""
