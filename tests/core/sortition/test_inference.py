"""What open panels give away: everything where targets are exact, nothing more than a guess where there are none."""

from dataclasses import replace

from folkmoot.core.sortition import Pool, Respondent, find_lottery
from folkmoot.core.sortition.inference import MOST_PEOPLE, told_by_panels
from tests.core.sortition.sample import a_pool, alike, some_targets

POOL = a_pool("sex", alike(12, "f", "a") | alike(18, "m", "b"))


def test_exact_targets_tell_everybodys_answer_to_whoever_saw_one_panel():
    lottery = find_lottery(pool=POOL, targets=some_targets("sex f 3 3", "sex m 3 3"), seats=6, panels=100)
    told = told_by_panels(lottery, POOL)
    assert told is not None
    assert (told.others, told.told, told.guessed) == (24, 24, 15)


def test_panels_that_have_nothing_to_do_with_an_answer_tell_less_of_it_than_guessing():
    lottery = find_lottery(pool=POOL, targets=some_targets("sex f 3 3", "sex m 3 3"), seats=6, panels=100)
    renamed = {id_: f"{'f' if int(id_[1:]) % 2 else 'm'}" for id_ in lottery.ids}
    told = told_by_panels(lottery, a_pool("hair", renamed))
    assert told is not None
    assert told.told < told.others * 3 / 4


def test_what_would_take_too_long_is_not_measured():
    lottery = find_lottery(pool=POOL, targets=some_targets("sex f 3 3", "sex m 3 3"), seats=6, panels=100)
    many = replace(lottery, tickets=(1,) * (MOST_PEOPLE + 1))
    assert told_by_panels(many, POOL) is None


def test_people_of_whom_nothing_was_asked_have_nothing_to_be_told():
    nobody_asked = Pool(
        categories=(),
        respondents=tuple(Respondent(id=f"m{number}", features=()) for number in range(9)),
    )
    lottery = find_lottery(pool=nobody_asked, targets=(), seats=3, panels=100)
    assert told_by_panels(lottery, nobody_asked) is None
