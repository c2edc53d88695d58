"""A normal form that the spellings of one foreign name share: Umerow, Umjerow, Umerov; Selenskyj, Selenski, Zelensky; Araghtschi, Araqchi, Araghchi.

German, English and scholarly transcriptions of Slavic, Arabic, Persian and Hebrew names write the same sound in different letters. Letters that one of them
uses for a sound and another for a neighbouring one ("ch" is German kh and English tsch) fall together, so the form is for comparing names, not for reading.
"""

import re
import unicodedata
from functools import lru_cache

SOUNDS = {
    "schtsch": "šk", "shch": "šk", "dsch": "i", "dzh": "i", "dsh": "i", "dj": "i", "tsch": "k", "tch": "k", "tsh": "k", "sch": "š", "sh": "š", "zh": "š",
    "ch": "k", "kh": "k", "gh": "k", "ck": "k", "q": "k", "g": "k", "c": "k", "ts": "s", "tz": "s", "z": "s", "ph": "f", "w": "v", "x": "ks", "j": "i",
    "y": "i", "ou": "u", "ae": "a", "oe": "o", "ue": "u", "ß": "s", "ł": "l", "ø": "o", "đ": "d", "ı": "i", "-": "", "'": "", "’": "",
}  # fmt: skip
_SOUND = re.compile("|".join(sorted(map(re.escape, SOUNDS), key=len, reverse=True)))
FORMS = 10_000
_VOWELS = re.compile("[aeiou]")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=FORMS)
def fold(word: str) -> str:
    """The normal form of one word of a name."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    sounds = _SOUND.sub(lambda m: SOUNDS[m.group()], plain)
    return _DOUBLED.sub(r"\1", sounds).replace("ie", "e")


def same_first_name(one: str, other: str) -> bool:
    """Whether two first names can be spellings of one, their vowels aside: Andrij and Andrei, Wladimir and Wolodymyr; not Wladimir and Wladislaw."""
    return _VOWELS.sub("", fold(one)) == _VOWELS.sub("", fold(other))
