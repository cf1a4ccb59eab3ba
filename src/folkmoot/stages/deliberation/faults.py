"""What can go wrong in deliberation."""

from folkmoot.core.faults import Fault


class DeliberationNotOpen(Fault):
    """A draft was to be written before the members were drawn."""


class TextsAreFrozen(Fault):
    """The texts were frozen for the ballot; nothing changes any more."""


class DraftNotOpen(Fault):
    """The draft `number` was merged, split or set aside and takes no more changes."""


class DraftChangedMeanwhile(Fault):
    """Somebody else saved `version` of the draft while this one was being written."""


class DraftIsEmpty(Fault):
    """A draft needs a title and a text."""


class AuthorUnknown(Fault):
    """No member of this assembly is known as one of `names`."""


class StatementUnknown(Fault):
    """This assembly has no statements with these `numbers`."""


class DraftsToMergeMissing(Fault):
    """A merge needs two different drafts of the same assembly."""


class ReasonForSettingAside(Fault):
    """A draft or statement cannot be set aside without a public reason."""


class NothingToFreeze(Fault):
    """No draft was chosen."""


class StatementsMissing(Fault):
    """The file holds no statements."""


class StatementNotUsable(Fault):
    """The statement in line `line` is empty or longer than `limit` characters."""
