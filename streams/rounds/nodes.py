"""A node is a mention without its article; a family is the negotiation that a mention belongs to. Both are pure functions of one mention."""

from collections.abc import Iterable

from streams import lexicon
from streams.contract.ids import make_id
from streams.contract.mention import Mention


class Mediator(lexicon.Row):
    """A usual mediator; the order of the rows is the order in which they are taken away."""

    code: str


@lexicon.derived
def usual_mediators() -> tuple[str, ...]:
    """The lexicon's usual mediators, in the order in which they are taken away from the parties."""
    return tuple(row.code for row in lexicon.rows("mediators", Mediator))


def family(parties: Iterable[str]) -> str:
    """The family's id (CONTRACT, `negotiation`): the parties, less the usual mediators one by one while two remain.

    >>> family(["USA", "UKR", "RUS"])
    'RUS-UKR'
    """
    left = set(parties)
    for code in usual_mediators():
        if len(left) > 2:
            left.discard(code)
    return "-".join(sorted(left))


def node_id(mention: Mention) -> str:
    """The id of a mention's node: the same words about a round in two articles give the same node."""
    return make_id("node", family(mention.parties), mention.parties, mention.plural, mention.facts())


def with_node(mention: Mention) -> Mention:
    """The mention with its node's id filled in."""
    return mention.model_copy(update={"node": node_id(mention)})
