"""How the seats of a body are renewed: the rule, declared beforehand, and each turn that was made."""

from django.db import models

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.stages.lottery.models.lotteries import Lottery


class TermRule(models.Model):
    """In how many groups the seats are renewed, how often, who may return, and when somebody may be drawn again.

    What its figures mean is the core's (`core.sortition.rotation.TermRule`).
    """

    assembly = models.OneToOneField(Assembly, on_delete=models.CASCADE, related_name="term_rule")
    groups = models.PositiveSmallIntegerField(default=1)
    months = models.PositiveSmallIntegerField(default=12, help_text="From one turn to the next.")
    begins_on = models.DateField(null=True, help_text="The day from which turns are counted.")
    returning = models.PositiveIntegerField(default=0)
    most = models.PositiveSmallIntegerField(default=1, help_text="How often somebody may sit; 0: as often as drawn.")
    pause = models.PositiveSmallIntegerField(default=0, help_text="Turns before somebody may be drawn again.")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.groups} groups, {self.months} months"


class Turn(models.Model):
    """A turn that was made: who left, which seats were renewed by it, and the lottery that decided where chance had to.

    From then on the pool takes people again, until the seats are drawn.
    """

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="turns")
    number = models.PositiveIntegerField()
    leaving = models.JSONField(help_text="Pseudonyms, sorted.")
    seats = models.JSONField(help_text="Numbers of the seats renewed: those left, and those vacant already.")
    lottery = models.ForeignKey(Lottery, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["assembly", "number"], name="one_turn_per_number"),)

    def __str__(self) -> str:
        return f"turn {self.number}"
