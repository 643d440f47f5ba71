# Reads programs in the syntax of Datalog, for whoever asks another engine about them.
#
# The reading is these scripts' own, so that the engines share no mistake.

import re

TOKEN = re.compile(
    r'\s+|//[^\n]*|/\*.*?\*/|(?P<string>"(?:\\.|[^"\\])*")|(?P<number>\d+)|(?P<name>[A-Za-z_?][A-Za-z0-9_?]*)'
    r'|(?P<directive>\.[a-z]+\b)|(?P<sign>:-|<:|<=|>=|!=|.)', re.S)
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
AGGREGATES = ("count", "sum", "min", "max", "mean")


class Unsayable(Exception):
    """The other engine has no words for it."""


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


def contains_aggregate(node):
    return node[0] == "aggregate" or any(contains_aggregate(part) for part in parts_of(node))
