"""Examples: runs that must be possible, written as calls."""

import ast
from collections.abc import Mapping

from septum.diagnostics import Span, did_you_mean
from septum.logic.terms import Term
from septum.spec.declarations import Kind
from septum.spec.expressions import Expressions, Noted, by_itself, without_doc
from septum.spec.model import Example, ExampleCall, ExampleFact, Happening, Outcome, Step
from septum.spec.names import Names
from septum.spec.scope import ConcernTable, Method, Scope, decorator_names
from septum.spec.workloads import check_workload, happening_of

LONGEST = 2_000
"""The most calls that an example may have after its procedures are unfolded."""


class ExampleReader:
    """Reads `@example`, `@witness` and `@workload` methods against the assembled steps."""

    def __init__(self, expressions: Expressions, names: Names, steps: Mapping[str, Step]) -> None:
        self._expressions = expressions
        self._names = names
        self._steps = steps
        # What a step answers is known only where every step could be read.
        self._whole = not expressions.problems.found
        self._script: list[ExampleCall | ExampleFact] = []
        self._unfolded = 0
        self._longest: Span | None = None
        self._happenings: list[Happening] = []
        self._circular: set[ast.FunctionDef] = set()
        self._checked: set[ast.FunctionDef] = set()
        self._skipped: set[ast.FunctionDef] = set()

    def check_procedure(self, node: ast.FunctionDef, table: ConcernTable) -> None:
        """Read a procedure by itself, so that its mistakes are noted even where no example uses it."""
        scope = Scope(table, {})
        parameters = self._expressions.parameters(node, scope)
        self._script, self._unfolded, self._longest = [], 0, None
        self._skipped = self._checked
        self._body(node, scope.bind({p.name: p for p in parameters}))
        self._skipped = set()

    def read(self, node: ast.FunctionDef, table: ConcernTable) -> Example:
        """One example."""
        scope = Scope(table, {})
        parameters = self._expressions.parameters(node, scope)
        scope = scope.bind({p.name: p for p in parameters})
        without, leak = self._options(node, scope)
        span = self._expressions.span(node, scope)
        self._script, self._unfolded, self._longest, self._happenings = [], 0, span, []
        self._body(node, scope)
        script = tuple(self._script)
        if self._whole and decorator_names(node) == ["workload"]:
            check_workload(script, span, self._steps, self._expressions.problems)
        told = ast.get_docstring(node) or "", tuple(self._happenings)
        return Example(node.name, table.declared.name, parameters, script, span, without, leak, *told)

    def _options(self, node: ast.FunctionDef, scope: Scope) -> tuple[tuple[str, ...], bool]:
        without: list[str] = []
        leak = False
        decorator = node.decorator_list[0]
        for keyword in decorator.keywords if isinstance(decorator, ast.Call) else []:
            match keyword:
                case ast.keyword(arg="leak", value=ast.Constant(value=bool(leak))):
                    pass
                case ast.keyword(arg="without", value=value):
                    listed = value.elts if isinstance(value, ast.List | ast.Tuple) else [value]
                    without.extend(self._dropped(element, scope) for element in listed)
                case _:
                    self._expressions.wrong("014", decorator, scope, "an example takes `without=` and `leak=True`")
        return tuple(without), leak

    def _dropped(self, node: ast.expr, scope: Scope) -> str:
        if isinstance(node, ast.Name):
            declared = self._names.lookup(self._expressions.file(scope).name, node.id)
            if declared is not None and declared.kind is Kind.ASSUMPTION:
                return declared.name
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            self._expressions.wrong("033", node, scope, "an assumption, or a guard as `step.STATUS`, is expected")
            return "?"
        name = node.value
        guards = [g for s in self._steps.values() for g in s.guards]
        owed = {g.identifier: g.assumption for g in guards if g.assumption is not None}
        known = [g.identifier for g in guards if g.assumption is None]
        known += [t.identifier for s in self._steps.values() for t in s.tells]
        if name in owed:
            text = f"`{name}` is a duty: leave out the assumption, {owed[name]}"
            self._expressions.wrong("033", node, scope, text)
        elif name not in known and self._whole:
            self._expressions.problems.unknown(self._expressions.span(node, scope), name, known, "guard")
        return name

    def _body(self, node: ast.FunctionDef, scope: Scope) -> None:
        if node in scope.definitions:
            if node not in self._circular:
                self._expressions.wrong("008", node, scope, by_itself(node, scope))
            self._circular.update(scope.definitions[scope.definitions.index(node) :])
            return
        if node in self._skipped:
            return
        self._checked.add(node)
        self._unfolded += 1
        inner = Scope(scope.concern, scope.values, scope.taken, (*scope.definitions, node))
        for statement in without_doc(node.body):
            if len(self._script) > LONGEST or self._unfolded > LONGEST:
                if self._longest is not None:
                    text = f"more than {LONGEST:,} lines, procedures written out"
                    self._expressions.problems.add("033", self._longest, text)
                return
            match statement:
                case ast.Expr(value=ast.Call() as call):
                    self._call(call, inner, Outcome.DONE)
                case ast.Assert(test=test):
                    self._assert(test, inner)
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    inner = inner.bind({name: self._expressions.expression(value, inner)})
                case ast.Pass():
                    pass
                case _:
                    self._expressions.wrong("033", statement, inner, "calls and asserts stand in an example")

    def _assert(self, test: ast.expr, scope: Scope) -> None:
        match test:
            case ast.BoolOp(op=ast.And(), values=values):
                for value in values:
                    self._assert(value, scope)
            case ast.Call(func=ast.Name(id="refused"), args=[ast.Call() as call, ast.Name(id=status)]):
                declared = self._names.find(self._expressions.file(scope), test.args[1], Kind.STATUS)
                step = self._step(call, scope)
                if declared is not None and step is not None:
                    self._answers(step, status, test.args[1], scope)
                self._call(call, scope, Outcome.REFUSED, status)
            case ast.Call(func=ast.Name(id="impossible"), args=[ast.Call() as call]):
                self._call(call, scope, Outcome.IMPOSSIBLE)
            case ast.Call(func=ast.Name(id="refused" | "impossible" as word)):
                shape = {"refused": "refused(self.step(…), STATUS)", "impossible": "impossible(self.step(…))"}[word]
                self._expressions.wrong("033", test, scope, f"write it as {shape}")
            case ast.Compare(left=ast.Call() as call, ops=[ast.Eq()], comparators=[right]) if self._step(call, scope):
                step = self._step(call, scope)
                assert step is not None
                if step.returns is None:
                    self._expressions.wrong("033", call, scope, f"`{step.name}` returns nothing")
                    return
                result = self._expressions.typed(right, scope, step.returns.sort)
                self._call(call, scope, Outcome.DONE, result=result)
            case _:
                condition = self._expressions.boolean(test, scope)
                self._script.append(ExampleFact(condition, self._expressions.span(test, scope)))

    def _answers(self, step: Step, status: str, node: ast.expr, scope: Scope) -> None:
        known = [guard.status for guard in step.guards if guard.status is not None]
        if status not in known and self._whole:
            span = self._expressions.span(node, scope)
            text = f"`{step.name}` never answers `{status}`{did_you_mean(status, known)}"
            cure = f"it answers {', '.join(known)}" if known else "it refuses nothing"
            self._expressions.problems.add("033", span, text, None, cure)

    def _step(self, call: ast.Call, scope: Scope) -> Step | None:
        found = len(self._expressions.problems.found)
        target = self._expressions.target(call.func, scope)
        del self._expressions.problems.found[found:]
        if isinstance(target, Method) and target.node.name in self._steps and target.node.decorator_list:
            return self._steps[target.node.name]
        return None

    def _call(
        self,
        call: ast.Call,
        scope: Scope,
        expected: Outcome,
        status: str | None = None,
        result: Term | None = None,
    ) -> None:
        expressions = self._expressions
        target = expressions.target(call.func, scope)
        if isinstance(target, Noted):
            return
        if not isinstance(target, Method):
            expressions.wrong("033", call, scope, "a step or a procedure is called here")
            return
        inner = Scope(target.concern, {}, scope.taken, scope.definitions)
        if target.node.decorator_list and target.node.name not in self._steps:
            expressions.wrong("033", call, scope, f"`{target.node.name}` is no step")
            return
        parameters = expressions.parameters(target.node, inner)
        if len(parameters) != len(call.args) or call.keywords:
            expressions.count(call, scope, target.node.name, len(parameters), expressions.span(target.node, inner))
            return
        arguments = tuple(
            expressions.typed(argument, scope, parameter.sort)
            for argument, parameter in zip(call.args, parameters, strict=True)
        )
        if target.node.decorator_list:
            span = expressions.span(call, scope)
            self._script.append(ExampleCall(target.node.name, arguments, expected, span, status, result))
        elif expected is not Outcome.DONE:
            expressions.wrong("033", call, scope, f"`{target.node.name}` is a procedure: name the step that must fail")
        else:
            first = len(self._script)
            self._body(target.node, inner.bind({p.name: a for p, a in zip(parameters, arguments, strict=True)}))
            if len(scope.definitions) == 1:
                span = expressions.span(call, scope)
                self._happenings.append(happening_of(target.node, first, len(self._script), span))
