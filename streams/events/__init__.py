"""Sentences → events and mentions: who did what to whom, and which rounds a text speaks of."""

from streams.events.find import find
from streams.events.link import link
from streams.events.mentions import mentions

__all__ = ["find", "link", "mentions"]
