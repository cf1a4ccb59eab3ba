"""What recommendations declares."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from folkmoot.commons.assemblies.queries import Assembly, membership_of, roles_of
from folkmoot.commons.publicrecord.queries import kinds_so_far
from folkmoot.manifest import EVERYBODY, Act, Chapter, Manifest, NextStep, Right, Role
from folkmoot.messages.marking import gettext_noop as _
from folkmoot.stages.recommendations import queries

READ = Right(name="recommendations.read", roles=EVERYBODY)
WRITE = Right(name="recommendations.write", roles=frozenset({Role.MEMBER, Role.FACILITATOR, Role.ORGANISER}))
SIGN_OFF = Right(name="recommendations.sign_off", roles=frozenset({Role.MEMBER}))
ENTER = Right(name="recommendations.enter", roles=frozenset({Role.ORGANISER, Role.FACILITATOR}))
HAND_OVER = Right(name="recommendations.hand_over", roles=frozenset({Role.ORGANISER}))


def next_steps(person: object, assembly: Assembly) -> Sequence[NextStep]:
    """Somebody writes the foreword, members sign the report off, the organiser hands it over."""
    roles = roles_of(person, assembly)
    kinds = kinds_so_far(assembly.slug)
    if not roles & WRITE.roles or "ballots.counted" not in kinds or "recommendations.handed_over" in kinds:
        return ()
    steps = []
    written = queries.report(assembly)
    if written is None or not written.foreword:
        url = reverse("recommendations:foreword", args=[assembly.slug])
        steps.append(NextStep(title=gettext("Write the foreword of the report"), url=url))
    elif Role.MEMBER in roles and not _has_signed(person, assembly):
        url = reverse("recommendations:sign_off", args=[assembly.slug])
        steps.append(NextStep(title=gettext("Read the report and sign it off"), url=url, urgent=True))
    if Role.ORGANISER in roles and written is not None and written.foreword:
        url = reverse("recommendations:hand_over", args=[assembly.slug])
        detail = gettext("With it the clock of the replies starts.")
        steps.append(NextStep(title=gettext("Hand the report over"), url=url, detail=detail))
    return steps


def _has_signed(person: object, assembly: Assembly) -> bool:
    member = membership_of(person, assembly)  # type: ignore[arg-type]
    sha256 = queries.fingerprint(queries.document(assembly))
    return member is None or member.sign_offs.filter(sha256=sha256).exists()


def story(assembly: Assembly) -> Sequence[Chapter]:
    """What was adopted, what was not, and since when the commissioners have it."""
    given = queries.hand_over(assembly)
    voted = queries.everything(assembly, given=given)
    if not voted:
        return ()
    adopted = sum(1 for each in voted if each.adopted)
    figures = [(adopted, ngettext("recommendation", "recommendations", adopted))]
    if rest := len(voted) - adopted:
        figures.append((rest, ngettext("text not adopted", "texts not adopted", rest)))
    if given:
        figures.append((given.signed_off, gettext("members signed the report off")))
    return (
        Chapter(
            title=gettext("Recommendations"),
            url=reverse("recommendations:recommendations", args=[assembly.slug]),
            sentences=(_where_it_is(given),),
            figures=tuple((str(number), what) for number, what in figures),
        ),
    )


def _where_it_is(given: queries.HandOver | None) -> str:
    if given is None:
        return gettext("The votes are counted. Members are writing their report.")
    on = date_format(given.on, "DATE_FORMAT")
    return gettext("Handed over on %(on)s: %(place)s.") % {"on": on, "place": given.place}


MANIFEST = Manifest(
    name="recommendations",
    label=_("Recommendations"),
    acts=(Act(kind="recommendations.handed_over", label=_("Report handed over")),),
    rights=(READ, WRITE, SIGN_OFF, ENTER, HAND_OVER),
    pages={
        "recommendations:recommendations": READ,
        "recommendations:report": READ,
        "recommendations:report_json": READ,
        "recommendations:foreword": WRITE,
        "recommendations:sign_off": SIGN_OFF,
        "recommendations:enter_sign_off": ENTER,
        "recommendations:hand_over": HAND_OVER,
    },
    front_page="recommendations:recommendations",
    next_steps=next_steps,
    story=story,
    known_about=queries.known_about,
)
