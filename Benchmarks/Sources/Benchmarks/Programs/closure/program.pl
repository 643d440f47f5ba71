% Which nodes can be reached from which, for SWI-Prolog.

:- use_module(library(aggregate)).
:- dynamic arc/2.
:- table path/2.

path(X, Y) :- arc(X, Y).
path(X, Z) :- path(X, Y), arc(Y, Z).

main :-
  style_check(-discontiguous), load_files('facts.lp', [silent(true)]),
  aggregate_all(count, path(_, _), Count), format("path\t~w~n", [Count]).
