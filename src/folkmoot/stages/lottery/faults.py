"""What can go wrong around a lottery."""

from folkmoot.core.faults import Fault


class AssemblyNotOpenYet(Fault):
    """A lottery was to be started for an assembly (`title`) that is not public yet: its inputs enter the record."""


class TargetsNotSet(Fault):
    """The pool was to be read, or a lottery started, before any target was set."""


class PoolNotImported(Fault):
    """A lottery was to be started with nobody in the pool."""


class PoolLacksValues(Fault):
    """`people` of the pool have no value in `category`, or one for which there is no target."""


class PoolClosed(Fault):
    """The pool was to be changed after a first lottery was published: who is in it is settled (B5)."""


class LotteryWaitsForDraw(Fault):
    """Something that a published lottery rests on was to be changed before it was drawn."""


class LotteryRuns(Fault):
    """A lottery is being computed already."""


class LotteryNotFound(Fault):
    """A lottery was to be published that is not found, or is published already."""


class LotteryInputsChanged(Fault):
    """The pool or the targets changed after the lottery was found."""


class LotteryNotPublished(Fault):
    """Balls were read for a lottery that is not published, or was drawn already."""


class BallsMalformed(Fault):
    """What was typed is not digits only."""


class BallsDiffer(Fault):
    """Two people read balls or dice and typed different things: nothing is settled until they agree."""


class SecondPersonNeeded(Fault):
    """One person tried to read balls or dice both as operator and as witness."""


class UploadMissing(Fault):
    """A file was to be confirmed that is not waiting any more, or was replaced by another."""


class UploadTooLarge(Fault):
    """A file has more than `limit` megabytes."""


class SeatsAllTaken(Fault):
    """A replacement was to be drawn while no seat is vacant."""


class FirstDrawMissing(Fault):
    """A replacement was to be drawn before the first draw."""


class FirstDrawDone(Fault):
    """A first lottery was to be started although one was drawn: vacant seats are filled by a replacement draw."""


class NotWaitingForAnswer(Fault):
    """A confirmation or refusal was entered for somebody who is not waiting for one."""


class RespondentNotSitting(Fault):
    """Somebody was to leave a seat that she does not hold."""


class CharactersNotPrintable(Fault):
    """A letter was written with `characters` that no font of the site has."""


class LetterNotWritten(Fault):
    """Letters were to be printed before there was a text in the assembly's own `language`."""


class LettersMixed(Fault):
    """A test letter stood among real ones, or a real one among those of a test."""


class WordingMissing(Fault):
    """An act needs a sentence that says why."""


class ComputingStopped(Fault):
    """Somebody stopped the computation of a lottery."""


class CellTooLong(Fault):
    """The cell in `row` and `column` has more than `limit` characters."""


class RegistrationClosed(Fault):
    """An answer came while none are taken."""


class RegistrationNotReady(Fault):
    """Registration was to be opened without what it needs: `what`."""


class RegistrationNotOpen(Fault):
    """Registration was to be closed that is not open, or reopened that was never closed."""


class CodeUnknown(Fault):
    """A code was typed that no invitation bears."""


class PackErased(Fault):
    """An auditor's pack of a lottery (`number`) was asked for whose inputs have been erased."""


class OwnCodeUnknown(Fault):
    """A code or reference was typed under which nobody of this assembly's pool is known."""


class CodeOfSeveral(Fault):
    """A code was typed under which several people of one household are in the pool."""


class TooManyTries(Fault):
    """Too many codes came from one place in a short time."""


class TooManyLookUps(Fault):
    """A clerk has looked up more letters in an hour than anybody can enter."""


class ReferenceUnknown(Fault):
    """A reference was typed that no registration bears."""


class HouseholdFull(Fault):
    """More than `limit` people answered with one code."""


class AlreadyAnswered(Fault):
    """Somebody answered this invitation already, and it is for one person."""


class AnswersMissing(Fault):
    """A registration was to be completed with `count` pages unanswered."""


class ConsentNeeded(Fault):
    """A registration was to be completed without consent to keep its answers."""


class CannotTakePart(Fault):
    """The answers say that she cannot take part."""


class StatusCannotChange(Fault):
    """`pseudonym` was to go from status `before` to `after`, which the table of transitions does not allow."""


class GuardianConsentMissing(Fault):
    """A minor, `pseudonym`, was to be confirmed without the word of her parent or guardian."""


class WaveNotDrawn(Fault):
    """Letters of a `wave` were to be posted that has none."""


class LetterUnknown(Fault):
    """The `line` of a list of letters that came back names a `reference` that the wave does not have."""


class CalleeUnknown(Fault):
    """The row `row` of a table of calls names `pseudonym`, who does not wait for a call."""


class CalleeRepeated(Fault):
    """The row `row` of a table of calls names `pseudonym`, who stands in row `first` already."""


class OutcomeUnknown(Fault):
    """The row `row` of a table of calls has a `value` in `column` that is none of `words`."""


class NothingEntered(Fault):
    """A table of calls has nothing in its `column` of outcomes."""


class SecondClerkNeeded(Fault):
    """One clerk tried to read a card twice, as the first and the second."""


class QuestionNotFound(Fault):
    """A question was to be changed that is gone."""


class QuestionNeedsOptions(Fault):
    """A question with a choice has fewer than two answers to choose from."""


class DecisionGone(Fault):
    """A decision about the pool was to be taken back that does not stand any more."""


class SourceUnknown(Fault):
    """Nobody in the pool came from the `source` that was to be excluded."""


class RoundTooSoon(Fault):
    """A round of a beacon was to be announced less than `minutes` minutes before it appears."""


class BeaconNotInstalled(Fault):
    """A round of a beacon was to be declared on a site that cannot check its signature."""


class PartiesTooFew(Fault):
    """Fewer than two different parties were named."""


class PartyTimesDisordered(Fault):
    """Commitments, words and the beacon's round were not each to come after the one before."""


class PartNotOwed(Fault):
    """A part of chance was entered that was not declared, or is settled already."""


class PartTooLate(Fault):
    """A part of chance was entered when the beacon's round could be known: whoever enters it could steer."""


class RoundIsAnother(Fault):
    """The round `found` was pasted; `declared` was announced."""


class CommitmentMalformed(Fault):
    """What was entered as a commitment is not 64 hexadecimal digits."""


class PartyHasCommitted(Fault):
    """The `party` has committed itself already."""


class PartyHasNotCommitted(Fault):
    """The `party` reveals a word without having committed itself."""


class WordTooEarly(Fault):
    """The `party` reveals its word while somebody else may still commit."""


class WordTooLate(Fault):
    """The commitment or word of `party` comes after the time declared for it, or a second time."""


class ObjectionStands(Fault):
    """A draw was to be made while the objection of a witness stands."""


class ChanceIncomplete(Fault):
    """A draw was to be made while a part of the chance is still owed."""


class DeletionDayPast(Fault):
    """A file was to be kept until a day that is today or over."""


class FrameDeleted(Fault):
    """A wave was to be drawn from a frame whose file is deleted."""


class WaveWaits(Fault):
    """Something needs the `wave` to be drawn or withdrawn first."""


class WaveIsOver(Fault):
    """The `wave` was drawn or withdrawn already."""


class ShareUnreadable(Fault):
    """The `line` of shares, `text`, is no group with a percentage."""


class ThrowsUnreadable(Fault):
    """What was typed for a die is not digits."""


class MoreProblems(Fault):
    """A file has so many more problems (`count`) than are told at once."""


class BroughtIsAnother(Fault):
    """A wave drawn elsewhere was drawn with another seed, or its list is not the one that its figures tell of."""


class PanelsSettled(Fault):
    """Which panels are drawn was to be changed after a draw."""


class PanelsMissSeats(Fault):
    """The panels that sit have `found` seats together; the body has `seats`."""


class FrameNotChosen(Fault):
    """Some parts of a panel come from a frame and others do not say from where."""


class FramesDoNotWait(Fault):
    """A part that a frame fills was to stand by."""


class FrameChosenTwice(Fault):
    """The part `name` comes from a frame that another part comes from too."""


class FrameGone(Fault):
    """The part `name` comes from a frame that there is not."""


class PanelsNotSealable(Fault):
    """A lottery of several panels was to be published sealed."""


class OwnTargetUnreadable(Fault):
    """The `line` of a panel's own targets, `text`, is no category, value and range."""


class TermsNotSet(Fault):
    """A turn was to be prepared before it was declared how seats are renewed."""


class NobodySits(Fault):
    """A turn was to be prepared while nobody sits."""


class NobodyLeavesByLot(Fault):
    """A lottery of those who leave was to be started where the rule alone says who does."""


class LeaversDrawn(Fault):
    """Chance has decided already, in lottery `number`, who leaves at this turn."""


class LeaversNotDrawn(Fault):
    """A turn was to be made while chance still has to say which `people` (how many) leave."""


class AnswersStillOwed(Fault):
    """A turn was to be made while so many `people` who were drawn have not answered."""


class AlternatesOutdated(Fault):
    """The alternates of list `number` were to be kept, and they or the members changed since they were found."""


class NobodyStandsBy(Fault):
    """Somebody was to be called up, and no seat is vacant, or nobody who stands by fits it."""
