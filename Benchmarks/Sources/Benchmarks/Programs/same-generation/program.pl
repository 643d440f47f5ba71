% Which nodes lie as many arcs below a common node, for SWI-Prolog.

:- use_module(library(aggregate)).
:- dynamic arc/2.
:- table same_generation/2.

same_generation(X, Y) :- arc(P, X), arc(P, Y), X =\= Y.
same_generation(X, Y) :- same_generation(P, Q), arc(P, X), arc(Q, Y).

main :-
  style_check(-discontiguous), load_files('facts.lp', [silent(true)]),
  aggregate_all(count, same_generation(_, _), Count), format("same_generation\t~w~n", [Count]).
