# Asks clingo, an engine of another kind and other makers, what follows from Datalog programs.
#
#   python3 ask_clingo.py < QUESTIONS > ANSWERS
#
# QUESTIONS is JSON: [{"program": text, "facts": text}, ...], both in the syntax of Datalog. ANSWERS is JSON:
# [{"relations": {name: [line, ...]}, "leftOut": [name, ...]}, ...], a line being `name(1, "a").` without the full stop.
#
# Left out is every relation with a rule that clingo cannot say, and what depends on it: computed text and its length
# (cat, substr, strlen, to_string, to_number, ord, match, contains), floats, unsigned numbers and bits, an aggregate in
# an aggregate, `mean`, and numbers beyond 30 bits in the program.
#
# Exit status 3: clingo is missing.

import json
import sys

from read_datalog import Reader, Unsayable, branches, contains_aggregate, names_in, relations_in

try:
    import clingo
except ImportError as error:
    print(error)
    sys.exit(3)


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"') + '"'


def relation(name):
    return "r_" + name.replace("?", "_q")


class Translator:
    """One head with one conjunction becomes one rule of clingo."""

    def __init__(self):
        self.fresh = 0
        self.extra = []

    def new(self):
        self.fresh += 1
        return f"F{self.fresh}"

    def rule(self, head, branch):
        outer = names_in(head).union(*(names_in(literal) for literal, _ in branch))
        scope = {name: "V_" + name.replace("?", "_q") for name in outer}
        literals = [text for literal, negated in branch for text in self.literal(literal, negated, scope)]
        atom = self.atom(head, scope)
        literals += self.extra
        return f"{atom} :- {', '.join(literals)}." if literals else f"{atom}."

    def atom(self, atom, scope, wildcards=None):
        terms = []
        for term in atom[2]:
            if term[0] == "wildcard" and wildcards is not None:
                wildcards.append(self.new())
                terms.append(wildcards[-1])
            else:
                terms.append(self.term(term, scope))
        return f"{relation(atom[1])}({', '.join(terms)})" if terms else relation(atom[1])

    def literal(self, literal, negated, scope, wildcards=None):
        before, self.extra = self.extra, []
        if literal[0] == "atom":
            text = "not " + self.atom(literal, scope) if negated else self.atom(literal, scope, wildcards)
        elif literal[0] == "truth":
            text = "#true" if literal[1] != negated else "#false"
        else:
            sign = literal[1]
            if negated:
                sign = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}[sign]
            text = f"{self.term(literal[2], scope)} {sign} {self.term(literal[3], scope)}"
        result = self.extra + [text]
        self.extra = before
        return result

    def term(self, term, scope):
        kind = term[0]
        if kind == "variable":
            return scope[term[1]]
        if kind == "wildcard":
            return "_"
        if kind == "text":
            return quoted(term[1])
        if kind == "number":
            if term[1] >= 1 << 30:
                raise Unsayable("a large number")
            return str(term[1])
        if kind == "aggregate":
            return self.aggregate(term, scope)
        name = term[1]
        parts = [self.term(part, scope) for part in term[2]]
        if name in ("+", "-", "*"):
            return f"({parts[0]} {name} {parts[1]})"
        # Clingo rounds down, Datalog towards zero.
        if name == "/":
            return quotient(*parts)
        if name == "%":
            return f"({parts[0]} - {parts[1]} * {quotient(*parts)})"
        if name == "neg":
            return f"(-{parts[0]})"
        if name in ("min", "max") and len(parts) == 2:
            sign = "+" if name == "max" else "-"
            return f"(({parts[0]} + {parts[1]} {sign} |{parts[0]} - {parts[1]}|) / 2)"
        raise Unsayable(name)

    def aggregate(self, term, scope):
        _, operation, target, body = term
        if operation == "mean":
            raise Unsayable("mean")
        alternatives = branches(body)
        own = names_in(target) if target else set()
        inside = own.union(*(names_in(literal) for literal, _ in alternatives[0]))
        inner = dict(scope)
        locals = []
        for name in sorted(inside):
            if name in own or name not in scope:
                inner[name] = self.new()
                locals.append(inner[name])
        if len(alternatives) > 1 or any(contains_aggregate(literal) for literal, _ in alternatives[0]):
            raise Unsayable("an aggregate in an aggregate")
        # Every binding counts, and clingo counts tuples: all that tells bindings apart goes into the tuple.
        wildcards = []
        literals = []
        for literal, negated in alternatives[0]:
            literals += self.literal(literal, negated, inner, wildcards)
        elements = ([self.term(target, inner)] if target else []) + locals + wildcards
        result = self.new()
        condition = ", ".join(literals)
        self.extra.append(f"{result} = #{operation} {{ {', '.join(elements) or '0'} : {condition} }}")
        if operation == "min":
            self.extra.append(f"{result} != #sup")
        if operation == "max":
            self.extra.append(f"{result} != #inf")
        return result


def quotient(left, right):
    return f"@quotient({left}, {right})"


class Functions:
    """What clingo asks back while it grounds."""

    def quotient(self, left, right):
        left, right = left.number, right.number
        magnitude = abs(left) // abs(right)
        return clingo.Number(magnitude if (left < 0) == (right < 0) else -magnitude)


def answer(question):
    arities = {}
    lines = []
    unsayable = set()
    dependencies = []
    for item in Reader(question["program"] + "\n" + question["facts"]).items():
        if item[0] == "decl":
            for name in item[1]:
                arities[name] = item[2]
                if "eqrel" in item[3]:
                    r = relation(name)
                    lines += [f"{r}(X, X) :- {r}(X, _).", f"{r}(Y, X) :- {r}(X, Y).",
                              f"{r}(X, Z) :- {r}(X, Y), {r}(Y, Z)."]
            continue
        _, heads, body = item
        for head in heads:
            for branch in branches(body) if body else [[]]:
                uses = relations_in(head) | set().union(*(relations_in(literal) for literal, _ in branch))
                dependencies.append((head[1], uses))
                try:
                    lines.append(Translator().rule(head, branch))
                except Unsayable:
                    unsayable.add(head[1])
    count = -1
    while count != len(unsayable):
        count = len(unsayable)
        unsayable |= {head for head, uses in dependencies if uses & unsayable}
    # An atom that nothing derives is no mistake.
    control = clingo.Control(["--warn=none"])
    control.add("base", [], "\n".join(lines))
    control.ground([("base", [])], context=Functions())
    names = {relation(name): name for name in arities}
    found = {name: [] for name in arities}

    def collect(model):
        for symbol in model.symbols(atoms=True):
            name = names[symbol.name]
            terms = [datalog(argument) for argument in symbol.arguments]
            found[name].append(f"{name}({', '.join(terms)})")

    result = control.solve(on_model=collect)
    if not result.satisfiable:
        raise ValueError("clingo found no model of:\n" + "\n".join(lines))
    return {"relations": {name: sorted(found[name]) for name in arities if name not in unsayable},
            "leftOut": sorted(unsayable)}


def datalog(symbol):
    """A symbol as Datalog writes it."""
    if symbol.type == clingo.SymbolType.Number:
        return str(symbol.number)
    text = symbol.string.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'


json.dump([answer(question) for question in json.load(sys.stdin)], sys.stdout)
