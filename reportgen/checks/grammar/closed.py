"""The closed classes: words whose readings are said here, and not by the dictionary."""

from __future__ import annotations

from functools import cache

from reportgen.checks.grammar import forms
from reportgen.checks.grammar.forms import Forms

# A form's name, or several with +, and the words that have it. A word may stand in many lines.
_CLOSED = """
PRESENT: är blir har kan ska skall vill bör måste finns kommer får ger går ser tar vet gör tycker
    anser innebär bidrar utgör ingår pågår består framgår
PAST: hade blev fick kunde skulle ville borde fanns gav gick tog visste gjorde stod kom
PAST: var måste
ADVERB: var
SUPINE: gett varit haft blivit fått gått kommit tagit
INFINITIVE+IMPERATIVE: se ge gå bli ta
INFINITIVE: vara bli ha få ge gå göra kunna se ta
PREPOSITION: av bland efter enligt framför från för före förutom genom hos i inför inom innanför
    intill istället kring med mellan mot nära om omkring på runt samt sedan till trots under ur
    utan utanför utifrån utom utöver via vid åt över angående beträffande gällande rörande kontra
    per ovanför nedanför bakom bredvid bortom jämte längs mittemot oavsett ifrån uti utav emot
CONJUNCTION: och eller men samt för utan såväl respektive dels både varken antingen så ty
SUBORDINATOR: att som om när då där eftersom medan innan sedan tills fast fastän huruvida ifall
    såvida såvitt vad vem vilken vilket vilka vars hur varför vart än därför liksom så vare förrän
    efter tack ju desto vems dit
SUBJECT_PRONOUN: jag du han hon vi ni man de
SUBJECT_PRONOUN+OBJECT_PRONOUN: den det detta denna dessa alla någon något några ingen inget inga
    båda många flera en ett annat andra dom
OBJECT_PRONOUN: mig dig honom henne oss er dem sig varandra densamma detsamma desamma allt allting
    någonting ingenting varje
DETERMINER: våran vårat eran erat
DETERMINER: den det de denna detta dessa en ett någon något några ingen inget inga alla all allt
    varje var vart vår vårt våra er ert era min mitt mina din ditt dina sin sitt sina hans hennes
    dess deras båda bägge många flera fler få annan annat andra vilken vilket vilka samtliga samma
    sådan sådant sådana vissa viss visst olika flertalet mer mindre mest flest färre ens
ADVERB: inte också även redan bara endast ej icke ju väl nog kanske alltid aldrig ofta sällan nu
    då här där sedan ännu dock därför dessutom exempelvis framför främst således alltså emellertid
    däremot därmed därefter därtill numera tidigare senare fortfarande fortsatt ständigt igen
    tillsammans ibland snart strax genast mycket mer mest lite mindre minst ganska rätt så för
    allt upp ut in ner ned fram bort hem tillbaka vidare över under om på av till med emot åter
    dit hit hur mera i åt ur förbi kvar ihop loss isär igenom omkring runt när från vid precis
    just cirka drygt knappt nästan åtminstone nämligen ofta idag igår imorgon främst särskilt
    särdeles annars istället egentligen troligen antagligen förmodligen naturligtvis självklart
    dels både varken såväl antingen ens ändå likväl trots jämförelsevis helt fullt
ADJECTIVE_A: alla båda samtliga olika många flera fler få flesta andra vissa sådana egna samma små
    goda
ADJECTIVE_UTRUM: liten egen annan sådan viss all god
ADJECTIVE_NEUTER: litet eget annat sådant visst allt gott
UNINFLECTED: bra extra fler färre mer mindre mest minst olika samma lika kul äkta nästa förra
    gängse diverse ringa stilla öde bättre sämre större högre lägre äldre yngre längre bäst sämst
    störst främst högst lägst äldst yngst etc dylikt egna
ADJECTIVE_UTRUM: gemensam allmän uppmärksam långsam
ADJECTIVE_NEUTER+ADVERB: gemensamt allmänt uppmärksamt långsamt
ADJECTIVE_A: gemensamma allmänna uppmärksamma
UTRUM: samverkan anmälan efterfrågan ansökan medverkan inverkan begäran inbjudan önskan tävlan
    myndighetssamverkan
ADVERB: varav därav därifrån nedan oftast enbart alltmer alls alltför efteråt ihåg framöver
    utomlands dessförinnan vanligtvis vanligen dagligen hittills slutligen därigenom härigenom
    överallt återigen gradvis personligen uttryckligen årligen säkerligen troligtvis möjligen
    ursprungligen tyvärr inuti undan mestadels huvudsakligen alltjämt visserligen förvisso
    följaktligen någonstans annorlunda efterhand
PRESENT: byter dyker stämmer täcker försvinner döljer råder fäster utför
NEUTER: sex
NUMBER: noll två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton
    arton nitton tjugo trettio fyrtio femtio sextio sjuttio åttio nittio hundra tusen
ADJECTIVE_A: vänstra högra hela halva lilla gamla höga låga långa första tredje fjärde femte
    sjätte sjunde åttonde nionde tionde sista enda
ADJECTIVE_UTRUM: hög låg
ADJECTIVE_NEUTER+ADVERB: högt lågt
ADVERB: ute uppe inne nere hemma borta framme förstås först sist längst iväg igång gärna länge
    fjol nedåt uppåt framåt bakåt inåt utåt neråt hemåt ungefär alldeles verkligen faktiskt
    givetvis tydligen nyligen någonsin successivt löpande fortlöpande exakt heller hellre helst
    direkt
UNINFLECTED: höger vänster konstant
    ytterligare närmare följande motsvarande föregående övre nedre inre yttre nuvarande
    dåvarande dagliga
PASSIVE_INFINITIVE+PASSIVE_PRESENT: tas ges fås ses
PASSIVE_PRESENT: görs finns
PASSIVE_INFINITIVE+PASSIVE_PRESENT: anses avses
PRESENT+INFINITIVE: må
PASSIVE_PAST: togs gavs gjordes
OTHER: internet själv självt själva ena miljon miljoner procent etc ja nej jo tack hej mera etc
    osv dvs kl ca nr resp
"""

# Words of other classes that the dictionary does not describe, beside what it says of them.
_ADDED = """
UTRUM: januari februari mars april maj juni juli augusti september oktober november december
    måndag tisdag onsdag torsdag fredag lördag söndag
    vila rätta man kvinna personal polis pojke flicka kund värld tid
UTRUM_PLURAL: män fötter händer böcker länder städer nätter söner
PARTICIPLE_UTRUM: lyckad misslyckad
PARTICIPLE_A: lyckade misslyckade
ADJECTIVE_A: gemensamma
UTRUM_DEFINITE: mannen handen boken staden natten
NEUTER: trä
ADJECTIVE_A: räta
GENITIVE: barns mäns kvinnors människors personers
NEUTER_PLURAL: ögon öron datum
"""


@cache
def closed_forms() -> dict[str, Forms]:
    """The words of closed classes with all their readings."""
    return _gathered(_CLOSED)


@cache
def added_forms() -> dict[str, Forms]:
    """What is added to the dictionary's readings."""
    return _gathered(_ADDED)


def _gathered(table: str) -> dict[str, Forms]:
    gathered: dict[str, Forms] = {}
    kind = 0
    for line in table.strip().split("\n"):
        names, colon, words = line.rpartition(":")
        if colon:
            kind = sum(getattr(forms, name) for name in names.split("+"))
        for word in words.split():
            gathered[word] = gathered.get(word, 0) | kind
    return gathered
