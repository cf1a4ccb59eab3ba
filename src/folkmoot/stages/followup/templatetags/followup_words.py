"""Codes of follow-up's vocabulary as words: `{% load followup_words %}`, then `{{ reply.answer|answer_word }}`."""

from collections.abc import Sequence

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext

from folkmoot.core.fidelity.comparison import Judgement
from folkmoot.core.fidelity.signals import Signal
from folkmoot.core.fidelity.verdicts import Verdict
from folkmoot.messages.fidelity import VERDICTS, sign_sentence
from folkmoot.stages.followup.outcome import Fate
from folkmoot.stages.followup.queries import Commissioner, Comparison
from folkmoot.stages.followup.rules import counts, is_web_address
from folkmoot.stages.followup.strips import says
from folkmoot.stages.followup.wording import ANSWERS, ASSESSORS, FATES, FIELDS, PACES, PROGRESS, REASONS

register = template.Library()
register.filter("bead_says", says)
register.filter("is_web_address", is_web_address)


@register.filter
def answer_word(code: str) -> str | Promise:
    """What an answer is called."""
    return ANSWERS.get(code, code)


@register.filter
def fate_word(code: str) -> str | Promise:
    """What became of a recommendation, silence among it, as people say it."""
    return FATES.get(code, code)


@register.filter
def pace_word(code: str) -> str | Promise:
    """How often somebody is told, as people say it."""
    return PACES.get(code, code)


@register.filter
def by_office(fate: Fate, offices: Sequence[Commissioner]) -> list[tuple[Commissioner, tuple[int, ...]]]:
    """Of which recommendations it came at which office."""
    return list(zip(offices, fate.numbers, strict=True))


@register.filter
def reason_word(code: str) -> str | Promise:
    """What a reason code is called."""
    return REASONS.get(code, code)


@register.filter
def progress_word(code: str) -> str | Promise:
    """What a state of implementation is called."""
    return PROGRESS.get(code, code)


@register.filter
def assessor_word(code: str) -> str | Promise:
    """What a kind of assessor is called."""
    return ASSESSORS.get(code, code)


@register.filter
def field_word(name: str) -> str | Promise:
    """What a part of a reply is called."""
    return FIELDS[name][0] if name in FIELDS else name


@register.filter
def verdict_word(code: str) -> str:
    """What a verdict on a clause is called."""
    return gettext(VERDICTS[Verdict(code)])


@register.filter
def verdict_counts(comparison: Comparison) -> list[tuple[str, int]]:
    """How many clauses have which verdict."""
    return [(verdict.value, number) for verdict, number in counts(comparison).items()]


@register.filter
def adopted_texts(judgement: Judgement) -> list[str]:
    """The clauses that took one up, as texts."""
    return [clause.text for clause in judgement.adopted]


@register.filter
def sign_words(signal: Signal) -> str:
    """What a suggestion rests on."""
    return sign_sentence(signal, gettext)


@register.filter
def letter(place: int) -> str:
    """A letter for the commissioner at this place (from 0), where there is no room for the name."""
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place % 26]
