"""Swedish abbreviations with a point, sorted by whether a sentence can end with them."""

from __future__ import annotations

# They lead up to what follows: no sentence ends here, whatever comes. Those that are words as
# well (min, mot, tom) are left out, and so are m.m., m.fl., osv. and etc., which end sentences.
LEADING = frozenset(
    """
    adr ang anm avd bl.a c:a ca d.v.s dir dnr doc dr dvs e.g enl ev evt ex exkl f.d fil fr.o.m g:a
    i.e i.o.m i.st.f inkl jfr jmf jur kap kl lic m.a.o m.h.t max med.dr mr mrs ms n:a nr näml obs
    p.g.a pga pkt prel prof prop ref rel resp s s.k sid sk skr t.ex t.o.m t.v tel tex tf tfn ung
    urspr uppl utg vs å.s
    """.split()  # noqa: SIM905 - a page of short words reads better than a list in quotes
)
# A number after them belongs to them; a capital letter begins a sentence.
BEFORE_NUMBER = frozenset(
    "apr art aug bil dec feb febr fig jan mom nov okt sept st tab vol".split()  # noqa: SIM905
)
# With a capital, part of the name that follows: St. Göran, S:t Eriksplan.
IN_NAMES = frozenset(["St", "Sta", "S:t", "S:ta"])
# Words that begin sentences far more often than they are names: they tell the end of "enligt
# plan B." from the initial in "Karin B. Andersson".
OPENERS = frozenset(
    """
    Alla Andra Antalet Att Av Bland De Den Denna Dessa Dessutom Det Detta Där Därefter Därför Därmed
    Då Efter En Enligt Ett Flera Flest För Förra Genom Han Hon Här I Inga Ingen Inom Kvinnor Man Med
    Men Mot Män Nu När Och Om På Samtliga Sedan Siffrorna Som Så Sådana Tillsammans Totalt Trots
    Under Utan Utöver Vad Var Varje Vi Vid Vilka Vissa Våra Vår Även Åren Året Är
    """.split()  # noqa: SIM905
)
