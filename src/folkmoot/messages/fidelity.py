"""Words for fidelity: its faults, the verdicts on a clause, and the signs that a suggestion rests on."""

from collections.abc import Callable

from folkmoot.core.fidelity.signals import Sign, Signal
from folkmoot.core.fidelity.verdicts import Verdict
from folkmoot.messages.marking import gettext_noop as _

SENTENCES: dict[str, str] = {
    "language_has_no_lexicon": _(
        "There are no lists of words for the language “{language}” yet; there are for: {known}. Judge the clauses "
        "yourself, or compare translations."
    ),
    "judges_differ": _("Two judges are compared who judged {first} and {second} clauses. Compare the same clauses."),
}

VERDICTS: dict[Verdict, str] = {
    Verdict.KEPT: _("kept"),
    Verdict.WEAKENED: _("weakened"),
    Verdict.STRENGTHENED: _("strengthened"),
    Verdict.CONDITIONED: _("made conditional"),
    Verdict.DROPPED: _("dropped"),
    Verdict.ADDED: _("added"),
}
OPEN = _("not clear from the words: judge it yourself")

SIGNS: dict[Sign, str] = {
    Sign.DUTY_WEAKER: _("“{before}” became “{after}”, which binds less."),
    Sign.SOFTENER_ADDED: _("“{after}” is new: trying is less than doing."),
    Sign.LATER: _("“{before}” became “{after}”: later."),
    Sign.LESS: _("“{before}” became “{after}”: less."),
    Sign.LIMIT_LOOSER: _("The limit “{before}” became “{after}”: looser."),
    Sign.BAN_NARROWER: _("“{before}” became “{after}”, so that less is banned."),
    Sign.WORDS_LOST: _("These words are gone: {before}."),
    Sign.DUTY_STRONGER: _("“{before}” became “{after}”, which binds more."),
    Sign.SOFTENER_GONE: _("“{before}” is gone: doing is more than trying."),
    Sign.EARLIER: _("“{before}” became “{after}”: earlier."),
    Sign.MORE: _("“{before}” became “{after}”: more."),
    Sign.LIMIT_TIGHTER: _("The limit “{before}” became “{after}”: tighter."),
    Sign.BAN_WIDER: _("“{before}” became “{after}”, so that more is banned."),
    Sign.CONDITION_GONE: _("The condition or exception “{before}” is gone."),
    Sign.CONDITION_ADDED: _("“{after}” is new: it depends on something."),
    Sign.EXCEPTION_ADDED: _("“{after}” is new: somebody or something is exempt."),
    Sign.NEGATION: _("One of the two says no (“{before}”, “{after}”). Look whether the sense is turned round."),
    Sign.NUMBER_CHANGED: _("“{before}” became “{after}”. Whether that is less or more, the words do not tell."),
    Sign.NUMBER_GONE: _("The figure “{before}” is gone."),
    Sign.REWORDED: _("Other words: “{before}” became “{after}”."),
}


def sign_sentence(signal: Signal, translate: Callable[[str], str] = str) -> str:
    """Say one signal in words; `translate` turns the English template into the reader's language."""
    return translate(SIGNS[signal.sign]).format(before=signal.before, after=signal.after)


def suggestion_words(suggested: Verdict | None, translate: Callable[[str], str] = str) -> str:
    """A suggested verdict in words, or that a person has to judge."""
    return translate(VERDICTS[suggested] if suggested else OPEN)
