# Asks clingo, an engine of another kind and other makers, what follows from Datalog programs.
#
#   python3 ask_clingo.py < QUESTIONS > ANSWERS
#
# QUESTIONS is JSON: [{"program": text, "facts": text}, ...], both in the syntax of Datalog. ANSWERS is JSON:
# [{"relations": {name: [line, ...]}, "leftOut": [name, ...]}, ...], a line being `name(1, "a").` without the full stop.
# The reading of Datalog is this script's own, so that the two engines share no mistake.
#
# Left out is every relation with a rule that clingo cannot say, and what depends on it: computed text and its length
# (cat, substr, strlen, to_string, to_number, ord, match, contains), floats, unsigned numbers and bits, an aggregate in
# an aggregate, `mean`, and numbers beyond 30 bits in the program.
#
# Exit status 3: clingo is missing.

import json
import re
import sys

try:
    import clingo
except ImportError as error:
    print(error)
    sys.exit(3)

TOKEN = re.compile(
    r'\s+|//[^\n]*|/\*.*?\*/|(?P<string>"(?:\\.|[^"\\])*")|(?P<number>\d+)|(?P<name>[A-Za-z_?][A-Za-z0-9_?]*)'
    r'|(?P<directive>\.[a-z]+\b)|(?P<sign>:-|<:|<=|>=|!=|.)', re.S)
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
AGGREGATES = ("count", "sum", "min", "max", "mean")


class Unsayable(Exception):
    """Clingo has no words for it."""


def tokens(text):
    result = []
    for match in TOKEN.finditer(text):
        if match.lastgroup:
            result.append((match.lastgroup, match.group()))
    result.append(("end", ""))
    return result


class Reader:
    """Reads clauses into nested tuples: ("atom", name, terms), ("compare", sign, term, term), ("and" | "or", parts),
    ("not", part), ("truth", bool); terms are ("variable", name), ("wildcard",), ("number", n), ("text", s),
    ("apply", name, terms), ("aggregate", operation, term or None, body)."""

    def __init__(self, text):
        self.tokens = tokens(text)
        self.position = 0

    @property
    def next(self):
        return self.tokens[self.position][1]

    @property
    def kind(self):
        return self.tokens[self.position][0]

    def take(self, expected=None):
        if expected is not None and self.next != expected:
            near = " ".join(token[1] for token in self.tokens[max(0, self.position - 8):self.position + 4])
            raise ValueError(f"expected {expected} near: {near}")
        self.position += 1
        return self.tokens[self.position - 1][1]

    def accept(self, text):
        if self.next == text and self.kind != "string":
            self.position += 1
            return True
        return False

    def items(self):
        """Declarations as ("decl", names, arity, qualifiers), clauses as ("clause", heads, body or None)."""
        while self.kind != "end":
            if self.accept(".decl"):
                names = [self.take()]
                while self.accept(","):
                    names.append(self.take())
                self.take("(")
                arity = 0
                while not self.accept(")"):
                    if self.take() == ":":
                        arity += 1
                qualifiers = []
                while self.next in ("eqrel", "inline", "brie", "btree", "magic", "no_magic", "no_inline"):
                    qualifiers.append(self.take())
                yield "decl", names, arity, qualifiers
            elif self.accept(".type"):
                self.take()
                self.take()
                self.take()
                while self.accept("|"):
                    self.take()
            else:
                heads = [self.atom()]
                while self.accept(","):
                    heads.append(self.atom())
                body = self.disjunction() if self.accept(":-") else None
                self.take(".")
                yield "clause", heads, body

    def atom(self):
        name = self.take()
        self.take("(")
        return "atom", name, self.arguments()

    def arguments(self):
        if self.accept(")"):
            return []
        terms = [self.term()]
        while self.accept(","):
            terms.append(self.term())
        self.take(")")
        return terms

    def disjunction(self):
        parts = [self.conjunction()]
        while self.accept(";"):
            parts.append(self.conjunction())
        return parts[0] if len(parts) == 1 else ("or", parts)

    def conjunction(self):
        parts = [self.part()]
        while self.accept(","):
            parts.append(self.part())
        return parts[0] if len(parts) == 1 else ("and", parts)

    def part(self):
        if self.accept("!"):
            return "not", self.part()
        if self.accept("true"):
            return "truth", True
        if self.accept("false"):
            return "truth", False
        if self.next in ("match", "contains"):
            name = self.take()
            self.take("(")
            return "compare", "=", ("apply", name, self.arguments()), ("number", 1)
        if self.kind == "name" and self.tokens[self.position + 1][1] == "(" and self.next not in FUNCTIONS:
            return self.atom()
        start = self.position
        try:
            left = self.term()
            if self.next not in COMPARISONS:
                raise ValueError("not a comparison")
        except ValueError:
            self.position = start
            self.take("(")
            body = self.disjunction()
            self.take(")")
            return body
        return "compare", self.take(), left, self.term()

    LEVELS = [("bor", "bxor", "band", "lor", "land", "lxor", "bshl", "bshr", "bshru"), ("+", "-"), ("*", "/", "%")]

    def term(self, level=0):
        if level == len(self.LEVELS):
            return self.power()
        left = self.term(level + 1)
        while self.next in self.LEVELS[level] and self.kind != "string":
            sign = self.take()
            left = ("apply", sign, [left, self.term(level + 1)])
        return left

    def power(self):
        if self.accept("-"):
            return "apply", "neg", [self.power()]
        base = self.operand()
        return ("apply", "^", [base, self.power()]) if self.accept("^") else base

    def operand(self):
        kind, text = self.tokens[self.position]
        if text == "(" and kind == "sign":
            self.take()
            inner = self.term()
            self.take(")")
            return inner
        self.take()
        if kind == "string":
            return "text", re.sub(r"\\(.)", lambda match: ESCAPES.get(match.group(1), match.group(1)), text[1:-1], flags=re.S)
        if kind == "number":
            if self.next == "." and self.tokens[self.position + 1][0] == "number":
                raise Unsayable("a float")
            return "number", int(text)
        if text == "_":
            return ("wildcard",)
        if text in AGGREGATES and not self.is_call(text):
            target = None if self.next == ":" else self.term()
            self.take(":")
            if self.accept("{"):
                body = self.disjunction()
                self.take("}")
            else:
                body = self.atom()
            return "aggregate", text, target, body
        if text == "as":
            self.take("(")
            inner = self.term()
            self.take(",")
            self.take()
            self.take(")")
            return inner
        if text in FUNCTIONS and self.accept("("):
            return "apply", text, self.arguments()
        if kind == "name":
            return "variable", text
        raise ValueError(f"unexpected {text}")

    def is_call(self, name):
        """Whether `min(` has several arguments: then it is a function."""
        if name not in ("min", "max") or self.next != "(":
            return False
        depth = 0
        for _, text in self.tokens[self.position:]:
            depth += text in ("(", "{")
            depth -= text in (")", "}")
            if depth == 0:
                return False
            if depth == 1 and text == ",":
                return True
        return False


FUNCTIONS = ("cat", "strlen", "substr", "ord", "to_string", "to_number", "to_unsigned", "to_float", "min", "max", "range",
             "count", "sum", "mean", "as", "bnot", "lnot")


def parts_of(node):
    """The nodes directly below one."""
    if node[0] in ("atom", "apply"):
        return node[2]
    if node[0] in ("and", "or"):
        return node[1]
    if node[0] == "not":
        return [node[1]]
    if node[0] == "compare":
        return [node[2], node[3]]
    return []


def names_in(node):
    """The variables below a node, those of aggregates left out."""
    if node[0] == "variable":
        return {node[1]}
    return set().union(*(names_in(part) for part in parts_of(node)))


def relations_in(node):
    if node[0] == "aggregate":
        return relations_in(node[3]) | (relations_in(node[2]) if node[2] else set())
    own = {node[1]} if node[0] == "atom" else set()
    return own.union(*(relations_in(part) for part in parts_of(node)))


def branches(body, negated=False):
    """Disjunctive normal form: lists of (literal, is negated)."""
    kind = body[0]
    if kind == "not":
        return branches(body[1], not negated)
    if kind in ("and", "or"):
        parts = [branches(part, negated) for part in body[1]]
        if (kind == "or") != negated:
            return [branch for part in parts for branch in part]
        product = [[]]
        for part in parts:
            product = [left + right for left in product for right in part]
        return product
    return [[(body, negated)]]


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


def contains_aggregate(node):
    return node[0] == "aggregate" or any(contains_aggregate(part) for part in parts_of(node))


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
