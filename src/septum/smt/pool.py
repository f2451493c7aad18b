"""Many queries on several processes. A killed process costs the one query it was at, which is then an error."""

from collections.abc import Callable, Sequence

from septum.smt.query import Answer, Decision, Options, Query


def decide_all(queries: Sequence[Query], options: Options, workers: int, done: Callable[[int, Decision], None]) -> None:
    """Decide all queries; `done` is called in this process with each position and its decision, in any order.

    No process is left behind, however this ends.
    """
    if not queries:
        return
    # Imported only where there is something to decide: mostly all is known. Imported before the processes are made, so
    # that they share it.
    from septum.smt.processes import share_out

    try:
        from septum.smt import decide

        decide.get_ready(options)
    except ImportError as error:
        for position in range(len(queries)):
            done(position, Decision(Answer.ERROR, detail=f"a solver is missing: {error}"))
        return

    def perform(position: int) -> Decision:
        return decide.decide(queries[position], options)

    def died(position: int, how: str) -> None:
        done(position, Decision(Answer.ERROR, detail=f"the solver's process was {how}"))

    share_out(len(queries), perform, workers, done, died)
