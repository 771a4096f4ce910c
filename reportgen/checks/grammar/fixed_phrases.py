"""Fixed phrases of official Swedish, in which one slip of the finger makes another word."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import NamedTuple

# Parted by semicolons. A word in capitals can be others as well, so none is a slip of it.
_PHRASES = """
till exempel; bland annat; på grund av; med anledning av; i samband med; i form av; med stöd av
med hjälp av; i enlighet med; i och MED att; i syfte att; till följd av; i första HAND
på väg till; på väg hem; på väg att; på väg från; på väg mot; på väg ut; på väg tillbaka
i stort sett; över huvud taget; i SAMARBETE med; i samverkan med; i samråd med; i förhållande till
i relation till; med avseende på; med hänsyn till; på uppdrag av; mot bakgrund av; DET vill säga
på så sätt; på så vis; på samma sätt; i HÖG grad; i HÖGRE grad; i LÄGRE grad; i viss mån
i STÖRRE utsträckning; i MINDRE utsträckning; i HÖGRE utsträckning; i HÖG utsträckning
i STOR utsträckning; i VISS utsträckning; i SAMMA utsträckning; till STOR del; till VISS del
en stor del av; vid ett TILLFÄLLE; vid FLERA tillfällen; vid TVÅ tillfällen; i behov av
TA del av; tagit del av; ta hjälp av; ställer krav på; i linje med; så snart som; LIKA många som
LIKA mycket som; LIKA ofta som; FÖR första gången; TA kontakt med; tog kontakt med
tagit kontakt med; I kontakt med; vända sig till; vänder sig till
vände sig till; i fråga OM; NÄR det GÄLLER; med fokus på; Å andra sidan; Å ena sidan
till skillnad från; inom ramen för; inom loppet av; i slutet av; i början av; i mitten av
mot slutet av; från och med; till och med; tillsammans MED; av människohandel; mot människohandel
mot prostitution; människohandel för sexuella; hälso- och sjukvård; män och kvinnor
kvinnor och män; barn och unga; flickor och pojkar; kvinnor och BARN; DYGNET runt; PER telefon
på EGEN hand; på EGET initiativ; av olika SKÄL; av den ANLEDNINGEN; av det SKÄLET; en och SAMMA
ett och SAMMA; har lett TILL; har bidragit TILL; fick stå tillbaka; få stå tillbaka
får stå tillbaka; fått stå tillbaka; i sin helhet; FÖR egen del; på bekostnad av
i egenskap av; i väntan på; i god tid; i rätt tid; på lång sikt; på kort sikt; på längre sikt
stöd och skydd; skydd och stöd; råd och stöd; stöd och råd; hot och våld; våld och hot
vård och omsorg; kost och logi; mat och husrum; från fall till fall; köp av sexuell
köp av sexuella; sexuella tjänster; mat och tak; i takt med; i MÅN av; GÅNG på GÅNG
under årets gång; i brist på; tack vare ATT; i mån av tid; med undantag för
i konflikt med; i strid med; i enighet om; på bred FRONT; i nära samarbete; i nära samverkan
i likhet med; med tanke på; med utgångspunkt i; i avvaktan på; i händelse av; på initiativ av
på begäran av; på förslag av; på fritiden; i praktiken; i princip; i realiteten; på sikt kan
till sin hjälp; i efterhand; på förhand; på distans; i tid och otid; DAG och natt
under förutsättning att; med förbehåll för; i den mån; i dagsläget; i nuläget
utan dröjsmål; utan tvekan; utan undantag; på allvar; i all hast; i så fall
på varandra; till varandra; med varandra; FRÅN varandra; av varandra; mellan varandra; hos varandra
i stället för; ställa om till; ta hänsyn till; tar hänsyn till; tog hänsyn till; tas hänsyn till
skydd mot våld; UTSATTA för brott; UTSATT för brott; UTSATTA för människohandel
UTSATT för människohandel; offer för människohandel; misstanke om brott; misstankar om brott
misstanke om människohandel; misstänkt människohandel; vid misstanke om; på gatan; i gatumiljö
försäljning av sex; sälja sex; sex mot ersättning; i utbyte mot; mot ersättning
mot betalning; mot sin vilja; mot deras vilja; av egen vilja; av fri vilja; på heltid; på deltid
på halvtid; deltid och heltid; på arbetsplatsen; på arbetsplatser; i hemlandet; till hemlandet
till sitt hemland; till sina hemländer; i sitt hemland; TILLFÄLLIGT uppehållstillstånd
skyddat boende; ideella organisationer; ideell organisation; civila samhället
"""
# These are right, and one letter from a phrase.
_RIGHT = frozenset(
    tuple(each.split())
    for each in (
        "mer hjälp av", "mer stöd av", "i syftet att", "och varandra", "har varandra",
        "i hemlandets", "på arbetsplatsens", "i gatumiljön", "för varandra", "vid varandra",
        "mot varandra", "får varandra", "åt varandra", "i varandra", "köpt av sexuella",
    )
)  # fmt: skip


class Gap(NamedTuple):
    """A phrase with one word open: the word to find it by, and the place of that in it."""

    words: tuple[str, ...]
    open: int
    anchor: int


@cache
def gaps_by_anchor() -> dict[str, tuple[Gap, ...]]:
    """Every phrase with each of its words open, by the longest of the others."""
    gaps: dict[str, list[Gap]] = {}
    phrases = (line.split(";") for line in _PHRASES.strip().split("\n"))
    for phrase in chain.from_iterable(phrases):
        words = tuple(phrase.lower().split())
        for at, word in enumerate(phrase.split()):
            others = [n for n in range(len(words)) if n != at]
            if not word.isupper() and others:
                anchor = max(others, key=lambda n: len(words[n]))
                gaps.setdefault(words[anchor], []).append(Gap(words, at, anchor))
    return {anchor: tuple(each) for anchor, each in gaps.items()}


@cache
def right_phrases() -> frozenset[tuple[str, ...]]:
    """What is never a slip: the phrases themselves, and what else they may be taken for."""
    whole = {gap.words for gaps in gaps_by_anchor().values() for gap in gaps}
    return _RIGHT | whole


def is_one_slip(typed: str, right: str) -> bool:
    """Whether one letter is put in, left out, put for another, or two are swapped."""
    if typed == right or abs(len(typed) - len(right)) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(typed, right, strict=False)) if a != b), -1)
    if at < 0:
        return True
    more, less = typed[at:], right[at:]
    swapped = more[:2] == less[1::-1] and more[2:] == less[2:]
    return more[1:] == less[1:] or more[1:] == less or more == less[1:] or swapped
