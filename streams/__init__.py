"""roundwire: German news articles in, the table of negotiation rounds out."""

__version__ = "0.1.0"

#: Version of the extraction, the last part of the order of versions: raise it whenever the same article gives other records.
EXTRACTOR = 2
