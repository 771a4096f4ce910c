"""Groups of words that several rules of grammar ask for."""

from __future__ import annotations

from reportgen.checks.patterns import word_set

# Adjectives that stand for persons without a noun: "den utsatta", "av de sökande".
PERSONS_MEANT = word_set(
    "utsatta sökande asylsökande boende studerande anhöriga närstående drabbade anställda",
    "misstänkta dömda unga äldre berörda inblandade ansvariga deltagande medverkande intagna",
    "vuxna minderåriga skadade hemlösa sjuka döda arbetslösa arbetssökande närvarande resande",
    "behövande enskilda yrkesverksamma",
)

# After these stands a name, or a word that is spoken of: "begreppet elit", "projektet samverkan".
NAMING = word_set(
    "begreppet ordet orden termen typen typerna namnet rubriken uttrycket kategorin kategorierna ",
    "gruppen området områdena temat ämnet rollen titeln programmet projektet funktionen frågan ",
    "fältet parametern måttet posten månaden nätverket föreningen tidningen språket bokstaven ",
    "formen enheten arten metoden tjänsten kommandot alternativet variabeln ",
    "egenskapen nyckelordet ",
    "sökordet diagnosen diagramtyperna vitaminet serien filmen boken linjen stationen platsen",
)
