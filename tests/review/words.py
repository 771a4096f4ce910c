"""Words that reviewers type: plain ones, and signs that mean something in Markdown or YAML."""

from __future__ import annotations

from random import Random

_PLAIN = (
    "kompletterande", "samverkan", "tydligare", "även", "framöver", "handläggare", "i god tid",
    "under våren", "berörda", "verksamheter", "inte", "vanligen", "stöd", "på sikt", "flera",
    "uppföljning", "länets", "kommunerna", "därtill", "återkommande", "gemensamt", "ärenden",
    "åtgärder", "ömsesidigt", "möten", "i regel", "ny", "av", "och", "som", "till",
)  # fmt: skip
_TYPESET = (
    "”samråd”",
    "t.ex.",
    "– som sagt –",
    "årets…",
    "EU:s",
    "2022–2023",
    "50 %",
    "s.k. stöd",
    "’ja’",
    "1\xa0234",
)
_NASTY = (
    "*", "**viktigt**", "_understruket_", "[utkast]", "[text](länk)", "C:\\mapp", "A|B", "<b>",
    "a < b > c", "&amp;", "R&D", "`kod`", "{{", "{{ kon.total }}", "{% if %}", "{#id}", "~ungefär~",
    "x^2^", "m2*3*4", "$5", "#1", "!", "![bild](x.png)", "[^1]", "https://exempel.example/a_b_c",
    "namn@exempel.example", "1)", "\\", "\\*", "---", "+", "=", "'citat'", '"rakt"', "%", "@",
    "snake_case_namn", "^^", "<!-- nej -->", "||", ":", "x: y", "- nej", "&nbsp;", "...",
)  # fmt: skip
_BEGINNINGS = (
    "1. ",
    "- ",
    "# ",
    "> ",
    ": ",
    "+ ",
    "| ",
    "2) ",
    "* ",
    "=== ",
    "``` ",
    "\\",
    "[^a]: ",
    "~~~ ",
    "| a | b |",
    "4 procent: ",
    "2022. ",
    "{",
)
_ENDS = (
    "på ett annat sätt",
    "enligt planen",
    "i hela länet",
    "när det behövs",
    "tillsammans med skolan",
)


class Words:
    """Texts from a seed; `nasty` is how often one holds signs of Markdown."""

    def __init__(self, rng: Random, nasty: float = 0.12) -> None:
        self._rng = rng
        self._nasty = nasty
        self._made = 0

    def word(self) -> str:
        chance = self._rng.random()
        if chance < self._nasty:
            return self._rng.choice(_NASTY)
        return self._rng.choice(_TYPESET if chance < self._nasty + 0.1 else _PLAIN)

    def token(self) -> str:
        """A word that stands nowhere else, so that it is found again."""
        self._made += 1
        letters = "".join(chr(97 + self._rng.randrange(26)) for _ in range(5))
        return f"zq{letters}{chr(97 + self._made % 26)}"

    def some(self, most: int = 4) -> str:
        """A few words, one of them found again."""
        words = [self.word() for _ in range(self._rng.randint(0, most - 1))]
        words.insert(self._rng.randint(0, len(words)), self.token())
        return " ".join(words)

    def sentence(self) -> str:
        beginning = self._rng.choice(_BEGINNINGS) if self._rng.random() < self._nasty / 2 else ""
        return f"{beginning}{self.token().capitalize()} {self.some(6)} {self._rng.choice(_ENDS)}."

    def title(self) -> str:
        return f"{self.token().capitalize()} {self.some(3)}"
