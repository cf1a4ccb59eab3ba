"""English: the words that bind, soften, exempt or set a limit."""

from typing import Final

from folkmoot.core.fidelity.lexicons.shape import Lexicon, duties, numbers, phrases, words

ENGLISH: Final = Lexicon(
    language="en",
    stemmer="english",
    decimal=".",
    duties=duties(
        binds="""
            must, shall, will, is required to, are required to, has to, have to, is obliged to, are obliged to, is to,
            are to, ensure, ensures, guarantee, guarantees, guaranteed, mandatory, compulsory, obligatory, prohibit,
            prohibited, prohibits, ban, bans, banned, forbidden, require, requires, required
        """,
        urges="""
            should, ought to, is recommended to, recommend, recommends, is expected to, are expected to, urge, urges
        """,
        allows="""
            may, can, might, could, is allowed to, are allowed to, is entitled to, is free to, voluntary, voluntarily,
            optional
        """,
    ),
    softeners=phrases("""
        consider, considers, considering, consideration, explore, explores, exploring, examine, examines, examining,
        study, studies, review, reviews, look into, look at, encourage, encourages, encouraging, encouraged, promote,
        promotes, promoting, seek to, seeks to, seek, aim to, aims to, aim, aims, strive to, strives to, endeavour to,
        endeavours to, try to, attempt to, work towards, works towards, work toward, pilot, pilots, trial, trials,
        experiment, experimental, experimentally, gradually, progressively, as a guideline, best efforts, discuss,
        discusses, raise awareness, invite, invites, support, supports, monitor, monitors
    """),
    conditions=phrases("""
        if, unless, provided that, provided, subject to, where possible, as far as possible, where appropriate, where
        feasible, if feasible, where practicable, as far as practicable, where necessary, depending on, conditional
        on, within available resources, within existing resources, within the limits of, in so far as, insofar as, as
        long as, only if, only when, only where, once, after consultation, pending, reasonably practicable, when
        available, where available, in principle, as appropriate, on request, at the discretion of
    """),
    exceptions=phrases("""
        except, except for, excepting, excluding, exclude, excludes, other than, apart from, with the exception of,
        exempt, exempts, exempted, exemption, exemptions, exception, exceptions, derogation, derogations, waiver,
        waivers, does not apply, do not apply, shall not apply, notwithstanding, opt out
    """),
    negations=phrases("""
        not, no, never, neither, nor, without, cannot, n t, none, abolish, repeal
    """),
    bans=phrases("""prohibit, prohibited, prohibits, ban, bans, banned, forbid, forbids, forbidden, prohibition"""),
    at_least=phrases("""
        at least, no less than, not less than, no fewer than, more than, a minimum of, minimum, over, above,
        exceeding, from
    """),
    at_most=phrases("""
        at most, no more than, not more than, up to, a maximum of, maximum, maximum of, under, below, less than, fewer
        than, not exceeding
    """),
    deadlines=phrases("""
        by, before, from, until, as of, no later than, not later than, by the end of, starting in, in
    """),
    within=phrases("""
        within, in, after, no later than, not later than, for no more than
    """),
    spans=words("""
        day days week weeks month months year years hour hours minute minutes
    """),
    numbers=numbers("""
        one two three four five six seven eight nine ten eleven twelve
    """),
    stop=words("""
        a an the of to in on at by for from with and or as is are be been being was were it its this that these those
        their his her they them there which who whom whose what such any all each every into than then also other will
        shall must should may can has have had do does so out up about over under more most s t
    """),
)
