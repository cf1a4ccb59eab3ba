"""Reads of letters: their words in each language, and what a wave's letters will be before any is printed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf.locale import LANG_INFO
from django.db.models import Count, QuerySet
from django.utils.translation import gettext, override

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.messages.marking import gettext_noop as _
from folkmoot.paper.characters import printable
from folkmoot.stages.lottery.models import Invitation, LetterText, Wave
from folkmoot.stages.lottery.queries.invitations import waves

BATCH = 250  # one file: about five seconds of work and 450 MB; printers take several

# The short fixed words on a letter and its card.
LETTER_WORDS: dict[str, str] = {
    "household": _("To the household"),
    "code": _("Your personal code"),
    "web": _("On the web"),
    "scan": _("Point your phone's camera here"),
    "call": _("By phone, free of charge"),
    "post": _("On paper"),
    "card": _("Fill in the card on the last page and post it. No stamp is needed."),
    "answer_by": _("Please answer by"),
    "card_title": _("Reply card"),
    "card_yes": _("Yes, somebody here would like to take part. Please call us for the few questions."),
    "card_no": _("No, thank you."),
    "card_name": _("Your name"),
    "card_reach": _("Phone number or e-mail address"),
    "card_when": _("When we reach you best"),
    "card_note": _("What you write here is used for this assembly alone and erased afterwards."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPlan:
    """What printing a wave would give: letters in all and by languages, batches, and what stands in the way.

    `languages` pairs the languages of a letter, in order, with how many letters have them. `unaddressed` and
    `unreadable` are references: no address at all; a character that no shipped font has.
    """

    letters: int
    batches: int
    languages: tuple[tuple[tuple[str, ...], int], ...]
    unaddressed: tuple[str, ...]
    unreadable: tuple[str, ...]
    text_missing: bool


def letter_languages() -> dict[str, str]:
    """The languages that a letter can be written in: code → its own name."""
    named = {code: str(info["name_local"]) for code, info in LANG_INFO.items() if "name_local" in info}
    return {code: name for code, name in named.items() if not printable(name)[1]}


def letter_texts(assembly: Assembly) -> dict[str, LetterText]:
    """The letter's words by language."""
    return {text.language: text for text in LetterText.objects.filter(assembly=assembly)}


def default_words(language: str) -> dict[str, str]:
    """The fixed words in a language that the site speaks; in English elsewhere, to be put into the language."""
    with override(language):
        return {name: gettext(english) for name, english in LETTER_WORDS.items()}


def wave_referred(assembly: Assembly, ref: str) -> Wave | None:
    """The wave of this assembly that is called `ref`: `A1`, or `TEST-A1` for a test."""
    found = [*waves(assembly), *waves(assembly, test=True)]
    return next((wave for wave in found if wave.mark.partition("@")[0] == ref), None)


def letters_of(wave: Wave) -> QuerySet[Invitation]:
    """The invitations of a wave in the order of printing; none before it is drawn or once it is withdrawn. Personal."""
    every = wave.invitations.order_by("reference")
    return every if wave.drawn_at and not wave.withdrawn_at else every.none()


def letter_states(wave: Wave) -> dict[str, int]:
    """State → how many letters of the wave have it."""
    return dict(wave.invitations.order_by().values_list("state").annotate(n=Count("pk")))


def batch_count(letters: int) -> int:
    """How many files that many letters are."""
    return -(-letters // BATCH)


def languages_of(invitation: Invitation, written: Mapping[str, LetterText], fallback: str) -> tuple[str, ...]:
    """In which languages a household is written to: its own, in its order, as far as there are texts."""
    asked = dict.fromkeys(invitation.languages.replace(",", " ").replace(";", " ").lower().split())
    return tuple(code for code in asked if code in written) or (fallback,)


def letter_plan(assembly: Assembly, wave: Wave) -> LetterPlan:
    """The dry run of a wave's letters."""
    every, written = list(letters_of(wave)), letter_texts(assembly)
    counts = Counter(languages_of(each, written, assembly.language) for each in every)
    return LetterPlan(
        letters=len(every),
        batches=batch_count(len(every)),
        languages=tuple(counts.most_common()),
        unaddressed=tuple(each.reference for each in every if not (each.address.strip() and each.city.strip())),
        unreadable=tuple(
            each.reference for each in every if printable([each.name, each.address, each.postcode, each.city])[1]
        ),
        text_missing=assembly.language not in written,
    )
