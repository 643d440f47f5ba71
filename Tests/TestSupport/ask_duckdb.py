# Asks DuckDB, a database of other makers, what follows from Datalog programs: each rule becomes a query, and the queries
# of a stratum are run until they find nothing new.
#
#   python3 ask_duckdb.py < QUESTIONS > ANSWERS
#
# QUESTIONS and ANSWERS are as for ask_clingo.py.
#
# Left out is every relation with a rule that is not said here, and what depends on it: text functions, floats, unsigned
# numbers and bits, an aggregate in an aggregate, `mean` and `range`.
#
# Exit status 3: DuckDB is missing.

import json
import sys

from read_datalog import Reader, Unsayable, branches, contains_aggregate, names_in, relations_in

try:
    import duckdb
except ImportError as error:
    print(error)
    sys.exit(3)

NEGATED = {"=": "<>", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def table(name):
    return f'"r {name}"'


class Query:
    """Part of a query: tables, conditions, and a column or expression for each variable that has a value."""

    def __init__(self, fresh, outside=None):
        self.fresh = fresh
        self.values = dict(outside or {})
        self.tables = []
        self.conditions = []

    def add(self, branch):
        waiting = []
        for literal, negated in branch:
            if literal[0] == "atom" and not negated:
                plain, computed = self.separated(literal)
                self.tables.append(self.atom(plain, self.bind, self.conditions))
                waiting += [(comparison, False) for comparison in computed]
            else:
                waiting.append((literal, negated))
        # What needs the value of another waits for it.
        while waiting:
            left = [item for item in waiting if not self.test(*item)]
            if len(left) == len(waiting):
                raise ValueError("a variable without a value")
            waiting = left

    def separated(self, atom):
        """The atom with a variable in the place of what is computed, and what these must equal."""
        terms, computed = [], []
        for term in atom[2]:
            if term[0] in ("apply", "aggregate"):
                self.fresh[0] += 1
                variable = ("variable", f"column {self.fresh[0]}")
                computed.append(("compare", "=", variable, term))
                term = variable
            terms.append(term)
        return ("atom", atom[1], terms), computed

    def atom(self, atom, bind, conditions):
        self.fresh[0] += 1
        alias = f"t{self.fresh[0]}"
        for column, term in enumerate(atom[2]):
            place = f"{alias}.c{column}"
            if term[0] == "wildcard" or term[0] == "variable" and bind(term[1], place):
                continue
            conditions.append(f"{place} = {self.term(term)}")
        return f"{table(atom[1])} {alias}"

    def bind(self, name, place):
        """Whether the place is the first that gives the variable a value."""
        if name in self.values:
            return False
        self.values[name] = place
        return True

    def test(self, literal, negated):
        """Adds the literal, if all that it needs has a value."""
        if literal[0] == "truth":
            self.conditions.append("true" if literal[1] != negated else "false")
            return True
        if literal[0] == "atom":
            if not all(self.knows(term) for term in literal[2]):
                return False
            # The least of nothing is no value.
            self.conditions += [f"{self.term(term)} IS NOT NULL" for term in literal[2] if contains_aggregate(term)]
            conditions = []
            source = self.atom(literal, lambda *_: False, conditions)
            where = " AND ".join(conditions) or "true"
            self.conditions.append(f"NOT EXISTS (SELECT 1 FROM {source} WHERE {where})")
            return True
        _, sign, left, right = literal
        sign = NEGATED[sign] if negated else {"!=": "<>"}.get(sign, sign)
        if sign == "=":
            for one, other in ((left, right), (right, left)):
                if one[0] == "variable" and one[1] not in self.values and self.knows(other):
                    self.values[one[1]] = f"({self.term(other)})"
                    # The least of nothing is no value.
                    self.conditions.append(f"{self.values[one[1]]} IS NOT NULL")
                    return True
        if not self.knows(left) or not self.knows(right):
            return False
        self.conditions.append(f"{self.term(left)} {sign} {self.term(right)}")
        return True

    def knows(self, term):
        if term[0] == "aggregate":
            own = names_in(term[2]) if term[2] else set()
            inside = set().union(*(names_in(literal) for literal, _ in branches(term[3])[0]))
            return (inside & self.scope) - own <= self.values.keys()
        if term[0] == "apply":
            return all(self.knows(part) for part in term[2])
        return names_in(term) <= self.values.keys()

    def term(self, term):
        kind = term[0]
        if kind == "variable":
            return self.values[term[1]]
        if kind == "text":
            return "'" + term[1].replace("'", "''") + "'"
        if kind == "number":
            return f"{term[1]}::BIGINT"
        if kind == "aggregate":
            return self.aggregate(term)
        if kind != "apply":
            raise Unsayable(kind)
        name, parts = term[1], [self.term(part) for part in term[2]]
        if name in ("+", "-", "*", "%"):
            return f"({parts[0]} {name} {parts[1]})"
        if name == "/":
            return f"({parts[0]} // {parts[1]})"
        if name == "neg":
            return f"(- {parts[0]})"
        if name in ("min", "max"):
            return f"{'least' if name == 'min' else 'greatest'}({', '.join(parts)})"
        raise Unsayable(name)

    def aggregate(self, term):
        _, operation, target, body = term
        alternatives = branches(body)
        if operation == "mean" or len(alternatives) > 1 or any(contains_aggregate(part) for part, _ in alternatives[0]):
            raise Unsayable("this aggregate")
        own = names_in(target) if target else set()
        inner = Query(self.fresh, {name: value for name, value in self.values.items() if name not in own})
        inner.scope = self.scope
        inner.add(alternatives[0])
        what = {"count": "count(*)", "sum": "coalesce(sum({0}), 0)::BIGINT"}.get(operation, operation + "({0})")
        return f"({inner.text(what.format(inner.term(target) if target else ''))})"

    def text(self, what):
        source = f" FROM {', '.join(self.tables)}" if self.tables else ""
        where = f" WHERE {' AND '.join(self.conditions)}" if self.conditions else ""
        return f"SELECT {what}{source}{where}"


def rule(head, branch):
    """The rule as a query whose rows are the tuples of the head; a relation without columns gets one."""
    query = Query([0])
    query.scope = names_in(head).union(*(names_in(literal) for literal, _ in branch))
    query.add(branch)
    query.conditions += [f"{query.term(term)} IS NOT NULL" for term in head[2] if contains_aggregate(term)]
    cells = [f"{query.term(term)} AS c{column}" for column, term in enumerate(head[2])]
    return query.text("DISTINCT " + (", ".join(cells) or "true AS c0"))


def levels(arities, dependencies):
    """A relation is above what it negates or aggregates, and not below what it uses."""
    level = dict.fromkeys(arities, 0)
    for _ in arities:
        for head, relation, isComplete in dependencies:
            level[head] = max(level[head], level[relation] + isComplete)
    return level


def uses(head, branch):
    for literal, negated in branch:
        own = {literal[1]} if literal[0] == "atom" and not negated else set()
        inside = relations_in(literal) if not own else set().union(*(relations_in(term) for term in literal[2]))
        for relation in own:
            yield head[1], relation, False
        for relation in inside:
            yield head[1], relation, True
    for relation in relations_in(head) - {head[1]}:
        yield head[1], relation, True


def answer(question, database):
    arities, equivalences, rules, dependencies, unsayable = {}, [], [], [], set()
    for item in Reader(question["program"] + "\n" + question["facts"]).items():
        if item[0] == "decl":
            arities.update(dict.fromkeys(item[1], item[2]))
            equivalences += item[1] if "eqrel" in item[3] else []
            continue
        for head in item[1]:
            for branch in branches(item[2]) if item[2] else [[]]:
                dependencies += uses(head, branch)
                try:
                    rules.append((head[1], rule(head, branch)))
                except Unsayable:
                    unsayable.add(head[1])
    for name in equivalences:
        e = table(name)
        rules += [(name, f"SELECT c0, c0 FROM {e}"), (name, f"SELECT c1, c0 FROM {e}"),
                  (name, f"SELECT a.c0, b.c1 FROM {e} a, {e} b WHERE a.c1 = b.c0")]
    count = -1
    while count != len(unsayable):
        count = len(unsayable)
        unsayable |= {head for head, relation, _ in dependencies if relation in unsayable}
    kinds = column_kinds(question["program"])
    for name, arity in arities.items():
        columns = ", ".join(f"c{column} {kind}" for column, kind in enumerate(kinds[name])) or "c0 BOOLEAN"
        database.execute(f"CREATE OR REPLACE TEMP TABLE {table(name)} ({columns})")
    level = levels(arities, dependencies)
    for current in range(max(level.values(), default=0) + 1):
        chosen = [(name, query) for name, query in rules if level[name] == current and name not in unsayable]
        isStable = False
        while not isStable:
            isStable = True
            for name, query in chosen:
                new = f"INSERT INTO {table(name)} SELECT * FROM ({query}) EXCEPT SELECT * FROM {table(name)}"
                if database.execute(new).fetchone()[0] > 0:
                    isStable = False
    found = {}
    for name, arity in arities.items():
        if name not in unsayable:
            rows = database.execute(f"SELECT * FROM {table(name)}").fetchall()
            found[name] = sorted(f"{name}({', '.join(datalog(cell) for cell in row[:arity])})" for row in rows)
    return {"relations": found, "leftOut": sorted(unsayable)}


def column_kinds(program):
    """For each relation the kinds of its columns, which the reader does not keep."""
    import re
    kinds = {}
    numbers = {"number"}.union(name for name, base in re.findall(r"\.type\s+(\w+)\s*<:\s*(\w+)", program) if base == "number")
    for names, columns in re.findall(r"\.decl\s+([^(]*)\(([^)]*)\)", program):
        types = [column.split(":")[1].strip() for column in columns.split(",") if column.strip()]
        for name in names.split(","):
            kinds[name.strip()] = ["BIGINT" if type in numbers else "VARCHAR" for type in types]
    return kinds


def datalog(cell):
    """A value as Datalog writes it."""
    if isinstance(cell, int):
        return str(cell)
    text = cell.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'


with duckdb.connect(config={"threads": 1}) as connection:
    json.dump([answer(question, connection) for question in json.load(sys.stdin)], sys.stdout)
