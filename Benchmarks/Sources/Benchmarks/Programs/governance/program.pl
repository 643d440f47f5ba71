% Seventeen rules over a governance graph, for SWI-Prolog; they are those of program.dl, in the same order.

:- use_module(library(aggregate)).
:- dynamic application/3, body/2, ceiling/2, chair/2, elected/1, fund/2, held_by/2, mandate/3, mandate_power/2, member/2,
   opgave/1, owner/2, person/1, reports_to/2, requested/2, under/2.
:- table (above/2, accountable/2, reaches_elected/1, opgave_with_two_owners/1, opgave_reaches_council/1,
   opgave_without_council/1, derived_from/2, power_beyond_mandate/2, power_not_held/2, grantor_without_mandate/1,
   chair_over_own_body/3) as subsumptive.

above(B, C) :- reports_to(B, C).
above(B, D) :- above(B, C), reports_to(C, D).

reporting_cycle(B) :- above(B, C), B == C.

accountable(O, B) :- owner(O, B).
accountable(O, C) :- accountable(O, B), reports_to(B, C).

reaches_elected(B) :- elected(B).
reaches_elected(B) :- reaches_elected(C), reports_to(B, C).

broken_chain(B) :- body(B, _), \+ reaches_elected(B).

opgave_without_owner(O) :- opgave(O), \+ owner(O, _).

opgave_with_two_owners(O) :- owner(O, B), owner(O, C), B \== C.

opgave_reaches_council(O) :- accountable(O, B), elected(B).
opgave_without_council(O) :- owner(O, _), \+ opgave_reaches_council(O).

derived_from(M, N) :- under(M, N).
derived_from(M, Q) :- derived_from(M, N), under(N, Q).

mandate_cycle(M) :- derived_from(M, N), M == N.

power_beyond_mandate(M, W) :- under(M, N), mandate_power(M, W), \+ mandate_power(N, W).

ceiling_beyond_mandate(M, N) :- derived_from(M, N), ceiling(M, X), ceiling(N, Y), X > Y.

power_not_held(M, W) :- mandate(M, G, _), \+ under(M, _), mandate_power(M, W), \+ held_by(W, G).

grantor_without_mandate(M) :- under(M, N), mandate(M, G, _), mandate(N, _, R), G \== R.

chair_over_own_body(P, B, C) :- above(B, C), chair(B, P), chair(C, P).

at_too_many_tables(P, N) :- person(P), aggregate_all(count, member(_, P), N), N > 8.

overdrawn_fund(F, Total) :-
  fund(F, N), aggregate_all(sum(X), (application(A, F, _), requested(A, X)), Total), Total > N.

print_size(Goal) :-
  aggregate_all(count, Goal, Count), functor(Goal, Name, _), format("~w\t~w~n", [Name, Count]).

main :-
  style_check(-discontiguous), load_files('facts.lp', [silent(true)]),
  % Asked for whole before they are asked for one body or opgave, so that their tables are complete.
  forall(reaches_elected(_), true), forall(opgave_reaches_council(_), true),
  print_size(above(_, _)), print_size(reporting_cycle(_)), print_size(accountable(_, _)),
  print_size(reaches_elected(_)), print_size(broken_chain(_)), print_size(opgave_without_owner(_)),
  print_size(opgave_with_two_owners(_)), print_size(opgave_without_council(_)), print_size(derived_from(_, _)),
  print_size(mandate_cycle(_)), print_size(power_beyond_mandate(_, _)), print_size(ceiling_beyond_mandate(_, _)),
  print_size(power_not_held(_, _)), print_size(grantor_without_mandate(_)), print_size(chair_over_own_body(_, _, _)),
  print_size(at_too_many_tables(_, _)), print_size(overdrawn_fund(_, _)).
