"""What the verbs read so far ask of the next one: hat asks for a participle, will for an infinitive, a subordinate clause for a finite verb at its end."""

from dataclasses import dataclass

from streams.text.forms import Reading


@dataclass(slots=True, eq=False)
class Governor:
    """State of the reading from left to right: `main` is the last finite auxiliary or modal of a main clause, `inner` that of a subordinate one."""

    main: Reading | None = None
    inner: Reading | None = None
    subordinate: bool = False  # the stretch belongs to a subordinate clause
    opens: bool = False  # … that it begins
    resumes: bool = False  # … with which it goes on, since that still owes its finite verb
    owes: bool = False  # … that may leave its finite verb to a later stretch
    owed: int = 0  # subordinate clauses begun and without a finite verb
    verbal: bool = False  # the stretch has a finite verb
    finite: Reading | None = None  # … since its last coordinator
    joined: bool = False  # a coordinator stands before
    own: bool = False  # the governing verb stands in this stretch
    answered: bool = False  # it has what it asks for

    def enter(self, opens: bool, owes: bool, fresh: bool) -> None:
        """A new stretch begins; a fresh one owes nothing to those before."""
        self.owed += (self.opens and self.owes and not self.verbal) - (self.resumes and self.verbal)
        if fresh:
            self.main, self.owed = None, 0
        self.opens, self.owes, self.resumes, self.inner = opens, owes, not opens and self.owed > 0, None
        self.subordinate = opens or self.resumes
        self.verbal = self.joined = self.own = False
        self.finite = None

    def join(self) -> None:
        """A coordinator begins another predicate; in a subordinate clause the auxiliary stood last, so it is done."""
        self.finite, self.joined, self.inner = None, True, None

    def take(self, reading: Reading) -> None:
        """A verb was read."""
        if reading.form != "finite":
            self.answered = self.answered or not self.subordinate
            return
        self.verbal, self.finite = True, reading
        governs = reading if reading.kind != "full" else None
        if self.subordinate:
            self.inner = governs
        else:
            self.main, self.answered, self.own = governs, False, True
