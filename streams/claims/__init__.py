"""Sentences → claims: who said what, through whom.

Rooms as the theory names them (Petersen-Frey & Biemann 2024): `quotes` direct speech · `indirect` frames with dass, zu or a subjunctive, and what
is carried on without a frame · `sources` "nach Angaben von" · `reported` speech acts · `cues` the words · `frames` a cue in its clause ·
`speakers` whose words · `stance` what they do with them.
"""

from streams.claims.find import find

__all__ = ["find"]
