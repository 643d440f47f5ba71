"""Grounds program.lp with facts.lp in clingo, which for a stratified program is evaluating it, and counts what it shows."""

import re

import clingo

control = clingo.Control(["--warn=none"])
control.load("facts.lp")
control.load("program.lp")
control.ground([("base", [])])
with open("program.lp") as program:
    for name, arity in re.findall(r"^#show (\w+)/(\d+)\.", program.read(), re.MULTILINE):
        print(name, sum(1 for _ in control.symbolic_atoms.by_signature(name, int(arity))), sep="\t")
