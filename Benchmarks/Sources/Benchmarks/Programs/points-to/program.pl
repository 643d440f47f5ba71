% Which variable may point to which object, and which field of which object to which, for SWI-Prolog.

:- use_module(library(aggregate)).
:- dynamic allocated/2, copied/2, loaded/3, stored/3.
:- table points_to/2, field_points_to/3.

points_to(V, H) :- allocated(V, H).
points_to(V, H) :- copied(V, W), points_to(W, H).
points_to(V, G) :- loaded(V, Base, F), points_to(Base, H), field_points_to(H, F, G).
field_points_to(H, F, G) :- stored(Base, F, V), points_to(Base, H), points_to(V, G).

main :-
  style_check(-discontiguous), load_files('facts.lp', [silent(true)]),
  aggregate_all(count, points_to(_, _), Count), format("points_to\t~w~n", [Count]),
  aggregate_all(count, field_points_to(_, _, _), Fields), format("field_points_to\t~w~n", [Fields]).
