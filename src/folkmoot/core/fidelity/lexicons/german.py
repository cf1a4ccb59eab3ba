"""German: the words that bind, soften, exempt or set a limit."""

from typing import Final

from folkmoot.core.fidelity.lexicons.shape import Lexicon, duties, numbers, phrases, words

GERMAN: Final = Lexicon(
    language="de",
    stemmer="german",
    decimal=",",
    duties=duties(
        binds="""
            muss, müssen, hat zu, haben zu, ist zu, sind zu, wird verpflichtet, werden verpflichtet, verpflichtet,
            verpflichtend, verpflichtende, darf nicht, dürfen nicht, gewährleistet, gewährleisten, stellt sicher,
            stellen sicher, sicherstellen, garantiert, garantieren, verboten, verbietet, verbieten, verbot,
            vorgeschrieben, obligatorisch, pflicht, wird, werden
        """,
        urges="""
            soll, sollen, sollte, sollten, empfiehlt, empfohlen, empfehlen
        """,
        allows="""
            kann, können, könnte, könnten, darf, dürfen, freiwillig, freiwillige, wahlweise, nach wahl
        """,
    ),
    softeners=phrases("""
        prüfen, prüft, geprüft, prüfung, erwägen, erwägt, erwogen, fördern, fördert, gefördert, anstreben, strebt,
        streben, angestrebt, bemühen, bemüht, hinwirken, wirkt, unterstützen, unterstützt, ermutigen, ermutigt,
        anregen, regt, diskutieren, untersuchen, untersucht, versuchsweise, modellversuch, pilotprojekt,
        pilotprojekte, schrittweise, stufenweise, nach möglichkeit, ziel, darauf hin, beraten, sensibilisieren
    """),
    conditions=phrases("""
        wenn, falls, sofern, soweit, soweit möglich, es sei denn, unter der bedingung, unter der voraussetzung,
        vorausgesetzt, vorbehaltlich, unter vorbehalt, nach maßgabe, im rahmen der, im rahmen verfügbarer, abhängig
        von, je nach, nur wenn, nur bei, gegebenenfalls, bei bedarf, auf antrag, grundsätzlich, nach anhörung, wo
        möglich, zumutbar, solange
    """),
    exceptions=phrases("""
        außer, ausgenommen, mit ausnahme, ausnahme, ausnahmen, abgesehen von, befreit, befreiung, gilt nicht, gelten
        nicht, ausnahmsweise, abweichend, unbeschadet, ungeachtet
    """),
    negations=phrases("""
        nicht, kein, keine, keinen, keiner, keinem, nie, niemals, ohne, weder, abgeschafft, aufgehoben
    """),
    bans=phrases("""verboten, verbietet, verbieten, verbot, untersagt, untersagen, untersagung"""),
    at_least=phrases("""
        mindestens, wenigstens, nicht weniger als, mehr als, minimum, über, ab
    """),
    at_most=phrases("""
        höchstens, maximal, nicht mehr als, bis zu, weniger als, unter
    """),
    deadlines=phrases("""
        bis, vor, ab, spätestens, seit, bis ende, bis zum, im jahr, bis spätestens, zum
    """),
    within=phrases("""
        innerhalb von, binnen, in, nach, innerhalb
    """),
    spans=words("""
        tag tage tagen woche wochen monat monate monaten jahr jahre jahren stunde stunden minute minuten
    """),
    numbers=numbers("""
        ein/eine/einen/einem/einer zwei drei vier fünf sechs sieben acht neun zehn elf zwölf
    """),
    stop=words("""
        der die das den dem des ein eine einen einem einer eines und oder in im an am auf aus bei mit nach von vom zu
        zum zur für über unter um als auch ist sind war waren sein wird werden wurde hat haben soll sollen muss müssen
        kann können darf dürfen es sie er ihr ihre sich so dass daß diese dieser dieses alle allen aller jede jeder
        jedes wie durch bis
    """),
)
