"""Writes: the words of the letter; and opening a wave's letters, which is written down."""

from collections.abc import Mapping

from django.db import transaction

from folkmoot import clock
from folkmoot.commons.accounts.actions import log_access
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, require
from folkmoot.paper.characters import printable
from folkmoot.stages.lottery import faults, queries
from folkmoot.stages.lottery.manifest import MANAGE
from folkmoot.stages.lottery.models import Invitation, LetterText, Wave
from folkmoot.stages.lottery.models.invitations import TEST_MARK


@transaction.atomic
def write_letter(
    *, by: Person, assembly: Assembly, language: str, texts: Mapping[str, str], words: Mapping[str, str]
) -> LetterText:
    """Set what the letter says in a language: `texts` are the fields of `LetterText`, `words` the fixed words.

    Refused where a character could not be printed.
    """
    require(by, MANAGE, assembly)
    lacking = printable([*texts.values(), *words.values()])[1]
    if lacking:
        raise faults.CharactersNotPrintable(characters=lacking)
    values = {**texts, "words": dict(words), "changed_at": clock.now()}
    return LetterText.objects.update_or_create(assembly=assembly, language=language, defaults=values)[0]


@transaction.atomic
def remove_letter(*, by: Person, assembly: Assembly, language: str) -> None:
    """Take a language away; households that speak it are written to in their next one."""
    require(by, MANAGE, assembly)
    LetterText.objects.filter(assembly=assembly, language=language).delete()


@transaction.atomic
def open_letters(*, by: Person, assembly: Assembly, wave: Wave, batch: int | None = None) -> list[Invitation]:
    """Whom a wave's letters go to, all or one batch (from 1); who opened them is written down first.

    Refused while the letter has no words in the assembly's own language, which everybody else gets; and, should the
    database ever have let one in, where a test letter stands among real ones.
    """
    require(by, MANAGE, assembly)
    if assembly.language not in queries.letter_texts(assembly):
        raise faults.LetterNotWritten(language=assembly.language)
    start, end = (0, None) if batch is None else ((batch - 1) * queries.BATCH, batch * queries.BATCH)
    found = list(queries.letters_of(wave)[start:end])
    if any(each.reference.startswith(TEST_MARK) != wave.test for each in found):
        raise faults.LettersMixed
    part = "all letters" if batch is None else f"letters, batch {batch}"
    log_access(by=by, what=f"opened {part}", subject=f"{assembly.slug}: wave {wave.mark.partition('@')[0]}")
    return found
