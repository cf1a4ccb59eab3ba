"""French: the words that bind, soften, exempt or set a limit."""

from typing import Final

from folkmoot.core.fidelity.lexicons.shape import Lexicon, duties, numbers, phrases, words

FRENCH: Final = Lexicon(
    language="fr",
    stemmer="french",
    decimal=",",
    duties=duties(
        binds="""
            doit, doivent, devra, devront, est tenu de, sont tenus de, est tenue de, est interdit, est interdite, sont
            interdits, sont interdites, interdire, interdit, interdits, interdite, interdites, interdiction,
            obligatoire, obligatoires, obligation, obliger, imposer, imposé, imposée, garantir, garantit,
            garantissent, assure, assurent, assurer, exige, exiger, est obligé, rendre obligatoire
        """,
        urges="""
            devrait, devraient, recommande, recommandé, invite à, est invité à, sont invités à, il convient de
        """,
        allows="""
            peut, peuvent, pourra, pourront, pourrait, pourraient, a la possibilité de, ont la possibilité de,
            volontaire, volontaires, facultatif, facultative, facultatifs
        """,
    ),
    softeners=phrases("""
        envisager, envisage, étudier, étudie, examiner, examine, encourager, encourage, encouragés, encouragées,
        encouragement, favoriser, favorise, promouvoir, promeut, inciter, incite, viser à, vise à, visent à, tendre
        vers, s efforcer, s efforce, s efforcent, chercher à, cherche à, contribuer à, contribue à, expérimentation,
        expérimental, expérimenter, à titre expérimental, progressivement, progressive, sensibiliser, accompagner,
        soutenir, soutient, objectif, réflexion, concertation, si possible
    """),
    conditions=phrases("""
        si, s il, sauf si, à condition, à condition que, sous réserve, sous réserve de, dans la mesure du possible,
        lorsque cela est possible, dans la limite de, dans la limite des, dans le cadre de, le cas échéant, pour
        autant que, à moins que, selon, en fonction de, sur demande, après consultation, après avis, dès lors que,
        uniquement, seulement, en principe, lorsque les conditions, tant que, à partir du moment
    """),
    exceptions=phrases("""
        sauf, excepté, à l exception de, à l exception des, à l exclusion, hormis, exception, exceptions, dérogation,
        dérogations, exempté, exemptés, exemptées, exonération, exonérés, exonérées, exonérée, exonéré, ne s applique
        pas, ne s appliquent pas, nonobstant, dispense, dispensés
    """),
    negations=phrases("""
        ne, n, pas, aucun, aucune, jamais, sans, ni, non, supprimer, supprimé, abrogé
    """),
    bans=phrases("""interdire, interdit, interdits, interdite, interdites, interdiction"""),
    at_least=phrases("""
        au moins, au minimum, minimum, pas moins de, plus de, supérieur à, supérieure à, à partir de, dès
    """),
    at_most=phrases("""
        au plus, au maximum, maximum, pas plus de, jusqu à, moins de, inférieur à, inférieure à, n excédant pas
    """),
    deadlines=phrases("""
        d ici, d ici à, avant, à partir de, dès, au plus tard, en, à compter de, à compter du, jusqu en, d ici fin,
        avant fin, au, d ici le
    """),
    within=phrases("""
        dans un délai de, dans les, sous, en, après, dans
    """),
    spans=words("""
        jour jours semaine semaines mois an ans année années heure heures h minute minutes
    """),
    numbers=numbers("""
        un/une deux trois quatre cinq six sept huit neuf dix onze douze
    """),
    stop=words("""
        le la les l un une des de du d à au aux et ou en dans par pour sur avec ce cet cette ces se s sa son ses leur
        leurs il elle ils elles qui que qu dont où est sont être été a ont avoir y ne pas n plus tout tous toute
        toutes comme doit doivent peut peuvent sera seront afin
    """),
)
