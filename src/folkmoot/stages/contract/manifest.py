"""What the contract declares."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext

from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, membership_of, roles_of
from folkmoot.commons.languages.queries import rendering
from folkmoot.manifest import EVERYBODY, Act, Chapter, Manifest, NextStep, Right, Role
from folkmoot.messages.marking import gettext_noop as _
from folkmoot.stages.contract import queries
from folkmoot.stages.contract.rules import is_draft, is_offered
from folkmoot.stages.contract.wording import length

READ = Right(name="contract.read", roles=EVERYBODY)
DRAFT = Right(name="contract.draft", roles=frozenset({Role.ORGANISER}))
SIGN = Right(name="contract.sign", roles=frozenset({Role.COMMISSIONER}))
NEGOTIATE = Right(name="contract.negotiate", roles=DRAFT.roles | SIGN.roles)
CONFIRM = Right(name="contract.confirm", roles=frozenset({Role.MEMBER}))
ENTER_READING = Right(name="contract.enter_reading", roles=frozenset({Role.ORGANISER, Role.FACILITATOR}))
PUBLISH = Right(name="contract.publish", roles=frozenset({Role.ORGANISER}))


def next_steps(person: object, assembly: Assembly) -> Sequence[NextStep]:
    """The organiser drafts, offers and publishes; each commissioner signs."""
    if assembly.opened_at is None:
        return ()
    roles = roles_of(person, assembly)
    version = queries.latest_version(assembly)
    if Role.ORGANISER in roles:
        return _for_organiser(assembly, version)
    if Role.MEMBER in roles and (step := _to_read(person, assembly)):
        return (step,)
    if Role.COMMISSIONER in roles and version is not None and is_draft(version):
        url = reverse("contract:negotiation", args=[assembly.slug])
        return (NextStep(title=gettext("Read the draft of the contract and propose changes"), url=url),)
    if Role.COMMISSIONER in roles and version is not None and is_offered(version):
        mine = [office for office in queries.unsigned(version) if office.person == person]
        if mine:
            url = reverse("contract:sign", args=[assembly.slug])
            return (NextStep(title=gettext("Read and sign the contract of power"), url=url, urgent=True),)
    return ()


def _to_read(person: object, assembly: Assembly) -> NextStep | None:
    """A member who has not confirmed the contract in force is asked to read it."""
    version = queries.in_force(assembly)
    member = membership_of(person, assembly) if isinstance(person, Person) else None
    if version is None or member is None or queries.readings(version).filter(membership=member).exists():
        return None
    url = reverse("contract:confirm", args=[assembly.slug])
    return NextStep(title=gettext("Read what was promised to you, and confirm that you did"), url=url)


def _for_organiser(assembly: Assembly, version: queries.ContractVersion | None) -> Sequence[NextStep]:
    if version is None or is_draft(version):
        url = reverse("contract:draft", args=[assembly.slug])
        return (NextStep(title=gettext("Draft the contract of power and offer it for signature"), url=url),)
    if not is_offered(version):
        return ()
    url = reverse("contract:contract", args=[assembly.slug])
    if waiting := queries.unsigned(version):
        names = ", ".join(office.name for office in waiting)
        return (NextStep(title=gettext("Waiting for signatures under the contract"), url=url, detail=names),)
    return (NextStep(title=gettext("Everybody has signed: publish the contract"), url=url, urgent=True),)


def story(assembly: Assembly) -> Sequence[Chapter]:
    """The promise in one paragraph."""
    contract = queries.published_contract(assembly)
    url = reverse("contract:contract", args=[assembly.slug])
    if contract is None:
        return (Chapter(title=gettext("Contract of power"), url=url, sentences=(gettext("Not published yet."),)),)
    offices = ", ".join(str(office) for office in queries.promisors(assembly))
    return (
        Chapter(
            title=gettext("Contract of power"),
            url=url,
            sentences=(
                gettext("%(offices)s promise a reply to every recommendation.") % {"offices": offices},
                contract.clauses.on_disagreement.words,
                gettext("Version %(number)d, fingerprint %(hash)s…")
                % {"number": contract.version, "hash": contract.sha256[:12]},
            ),
            figures=((length(contract.clauses.reply.within), gettext("to reply after the hand-over")),),
        ),
    )


def headline(assembly: Assembly) -> str:
    """The question that the commissioners put, once it is promised in public."""
    found = {text.subject: text for text in queries.public_texts(assembly)}
    question = found.get(f"contract/{assembly.slug}/question")
    if question is None:
        return ""
    return rendering(subject=question.subject, original=question.original, original_language=question.language).text


MANIFEST = Manifest(
    name="contract",
    label=_("Contract"),
    acts=(
        Act(kind="contract.signed", label=_("Contract signed"), tells=("name", "office")),
        Act(kind="contract.published", label=_("Contract published")),
        Act(kind="contract.succeeded", label=_("New holder of an office"), tells=("after", "office")),
    ),
    rights=(READ, DRAFT, SIGN, NEGOTIATE, CONFIRM, ENTER_READING, PUBLISH),
    pages={
        "contract:contract": READ,
        "contract:version": READ,
        "contract:draft": DRAFT,
        "contract:section": NEGOTIATE,
        "contract:negotiation": NEGOTIATE,
        "contract:decide": DRAFT,
        "contract:succeed": DRAFT,
        "contract:confirm": CONFIRM,
        "contract:enter_reading": ENTER_READING,
        "contract:commissioners": DRAFT,
        "contract:remove_commissioner": DRAFT,
        "contract:offer": DRAFT,
        "contract:amend": DRAFT,
        "contract:sign": SIGN,
        "contract:paper_signature": DRAFT,
        "contract:publish": PUBLISH,
    },
    front_page="contract:contract",
    headline=headline,
    next_steps=next_steps,
    story=story,
    texts=queries.public_texts,
)
