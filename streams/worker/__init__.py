"""The stages on Kafka: the only room that knows Faust."""

from streams.worker.app import run

__all__ = ["run"]
