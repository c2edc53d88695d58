"""Readings of verb forms that the lexicon does not have. Their tag says that they are verbs; a known verb behind a prefix ("betrat": trat) or the ending says
which forms they can be. They have no row.
"""


from streams import lexicon
from streams.text import forms, tags
from streams.text.forms import Form, Reading

INSEPARABLE = ("be", "ent", "er", "ver", "zer", "miss", "über", "unter", "wider", "durch", "hinter", "um")
FORMS: dict[str, Form] = {"VVFIN": "finite", "VVIMP": "finite", "VVINF": "infinitive", "VVPP": "participle", "VVIZU": "zu_infinitive"}
INFINITIVE = ("en", "ern", "eln")
SHORTEST = 3  # letters; what is shorter is a tagger's error


def readings(form: str, tag: str) -> tuple[Reading, ...]:
    """What a small-written form can be that the tagger takes for a full verb: the tag's own form first, then the others that its shape allows; else nothing."""
    wanted = FORMS.get(tag)
    if wanted is None or len(form) < SHORTEST or not form.isalpha():
        return ()
    lemma = form if tag == "VVINF" else _foreign(form) or tags.lemma(form, tag)
    if not lemma.endswith("n"):
        return ()
    found = _derived(form) or _shaped(form, lemma)
    if not any(r.form == wanted for r in found):
        found = (*found, Reading(lemma, "full", wanted, *(("ind", "past", "sg") if wanted == "finite" else ())))
    return tuple(sorted(found, key=lambda r: r.form != wanted))


def _foreign(form: str) -> str | None:
    """The infinitive of a form of a verb in -ieren, whose ending tells it without an analysis; not where "ge" may be that of a participle ("geschmiert")."""
    stem, ending, rest = form.rpartition("ier")
    return stem + "ieren" if ending and rest in ("t", "te", "ten", "e", "en") and "ge" not in stem else None


def commanded(form: str) -> str | None:
    """The infinitive of what the tagger takes for an imperative ("Gib", "Lasst"), where the lexicon knows that verb."""
    lemma = tags.lemma(form, "VVIMP")
    return lemma if lemma in forms.by_infinitive() else None


def _derived(form: str) -> tuple[Reading, ...]:
    """Those of the known verb behind a prefix: "betrat", "umgeräumt", "herauszuschmuggeln"."""
    prefixes, longest = _prefixes()
    for cut in range(min(longest, len(form) - SHORTEST - 1), 0, -1):
        prefix, rest = form[:cut], form[cut:]
        if prefix not in prefixes:
            continue
        found = [r for r in forms.table().get(forms.key(rest), ()) if r.kind == "full" and not r.prefix and _joins(prefix, rest, r)]
        if rest.startswith("zu"):
            known = forms.table().get(forms.key(rest[2:]), ())
            found += [r._replace(form="zu_infinitive") for r in known if r.form == "infinitive" and not r.prefix]
        if found:
            return tuple([r._replace(lemma=prefix + r.lemma, row=None) for r in found])
    return ()


def _joins(prefix: str, rest: str, reading: Reading) -> bool:
    """Whether a prefix may stand before a form: an inseparable one takes the place of "ge"."""
    return not (reading.form == "participle" and prefix in INSEPARABLE and prefix not in forms.particles() and rest.startswith("ge"))


@lexicon.derived
def _prefixes() -> tuple[frozenset[str], int]:
    """All prefixes, and the length of the longest."""
    found = forms.particles().union(INSEPARABLE)
    return found, max(map(len, found))


def _shaped(form: str, lemma: str) -> tuple[Reading, ...]:
    """Those of a weak verb with this ending."""
    if form.endswith("te") and lemma != form + "n":
        return (Reading(lemma, "full", "finite", "ambiguous", "past", "sg"),)
    if form.endswith("ten") and not lemma.endswith("ten"):
        return (Reading(lemma, "full", "finite", "ambiguous", "past", "pl"),)
    if form.endswith("st") and not lemma.endswith(("sen", "sten")):
        return (Reading(lemma, "full", "finite", "ind", "present", "sg", 2),)
    if form.endswith("t"):
        present = Reading(lemma, "full", "finite", "ind", "present", "sg", 3)
        return (present, Reading(lemma, "full", "participle")) if _participle(form) else (present,)
    if form.endswith(INFINITIVE):
        return (Reading(lemma, "full", "finite", "ambiguous", "present", "pl"), Reading(lemma, "full", "infinitive"))
    return (Reading(lemma, "full", "finite", "konj1", "present", "sg"),) if form.endswith("e") else ()


def _participle(form: str) -> bool:
    """Whether a form in -t may be a participle."""
    return form.endswith("iert") or form.startswith(("ge", *INSEPARABLE)) or "ge" in form[2:]
