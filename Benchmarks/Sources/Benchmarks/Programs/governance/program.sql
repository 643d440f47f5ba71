-- Seventeen rules over a governance graph, for DuckDB; they are those of program.dl, in the same order.

create table application as from read_csv('facts/application.facts', delim = '\t', header = false, columns = {'a': 'varchar', 'f': 'varchar', 'o': 'varchar'});
create table body as from read_csv('facts/body.facts', delim = '\t', header = false, columns = {'b': 'varchar', 'k': 'varchar'});
create table ceiling as from read_csv('facts/ceiling.facts', delim = '\t', header = false, columns = {'m': 'varchar', 'n': 'bigint'});
create table chair as from read_csv('facts/chair.facts', delim = '\t', header = false, columns = {'b': 'varchar', 'p': 'varchar'});
create table elected as from read_csv('facts/elected.facts', delim = '\t', header = false, columns = {'b': 'varchar'});
create table fund as from read_csv('facts/fund.facts', delim = '\t', header = false, columns = {'f': 'varchar', 'n': 'bigint'});
create table held_by as from read_csv('facts/held_by.facts', delim = '\t', header = false, columns = {'w': 'varchar', 'b': 'varchar'});
create table mandate as from read_csv('facts/mandate.facts', delim = '\t', header = false, columns = {'m': 'varchar', 'g': 'varchar', 'r': 'varchar'});
create table mandate_power as from read_csv('facts/mandate_power.facts', delim = '\t', header = false, columns = {'m': 'varchar', 'w': 'varchar'});
create table member as from read_csv('facts/member.facts', delim = '\t', header = false, columns = {'b': 'varchar', 'p': 'varchar'});
create table opgave as from read_csv('facts/opgave.facts', delim = '\t', header = false, columns = {'o': 'varchar'});
create table owner as from read_csv('facts/owner.facts', delim = '\t', header = false, columns = {'o': 'varchar', 'b': 'varchar'});
create table person as from read_csv('facts/person.facts', delim = '\t', header = false, columns = {'p': 'varchar'});
create table reports_to as from read_csv('facts/reports_to.facts', delim = '\t', header = false, columns = {'b': 'varchar', 'c': 'varchar'});
create table requested as from read_csv('facts/requested.facts', delim = '\t', header = false, columns = {'a': 'varchar', 'n': 'bigint'});
create table under as from read_csv('facts/under.facts', delim = '\t', header = false, columns = {'m': 'varchar', 'n': 'varchar'});

create table above as
  with recursive above(b, c) as (
    select b, c from reports_to
    union
    select above.b, reports_to.c from above join reports_to on above.c = reports_to.b)
  from above;

create table reporting_cycle as select b from above where b = c;

create table accountable as
  with recursive accountable(o, b) as (
    select o, b from owner
    union
    select accountable.o, reports_to.c from accountable join reports_to on accountable.b = reports_to.b)
  from accountable;

create table reaches_elected as
  with recursive reaches_elected(b) as (
    select b from elected
    union
    select reports_to.b from reports_to join reaches_elected on reports_to.c = reaches_elected.b)
  from reaches_elected;

create table broken_chain as select distinct b from body anti join reaches_elected using (b);

create table opgave_without_owner as select o from opgave anti join owner using (o);

create table opgave_with_two_owners as select distinct x.o from owner x join owner y on x.o = y.o and x.b <> y.b;

create table opgave_reaches_council as select distinct o from accountable semi join elected using (b);
create table opgave_without_council as select distinct o from owner anti join opgave_reaches_council using (o);

create table derived_from as
  with recursive derived_from(m, n) as (
    select m, n from under
    union
    select derived_from.m, under.n from derived_from join under on derived_from.n = under.m)
  from derived_from;

create table mandate_cycle as select m from derived_from where m = n;

create table power_beyond_mandate as
  select distinct given.m, given.w
  from under join mandate_power given using (m)
  where not exists (select 1 from mandate_power above where above.m = under.n and above.w = given.w);

create table ceiling_beyond_mandate as
  select d.m, d.n from derived_from d join ceiling x on x.m = d.m join ceiling y on y.m = d.n where x.n > y.n;

create table power_not_held as
  select distinct mandate.m, mandate_power.w
  from mandate join mandate_power using (m)
  where not exists (select 1 from under where under.m = mandate.m)
    and not exists (select 1 from held_by where held_by.w = mandate_power.w and held_by.b = mandate.g);

create table grantor_without_mandate as
  select distinct lower.m
  from under join mandate lower on lower.m = under.m join mandate upper on upper.m = under.n
  where lower.g <> upper.r;

create table chair_over_own_body as
  select distinct x.p, above.b, above.c from above join chair x on x.b = above.b join chair y on y.b = above.c where x.p = y.p;

create table at_too_many_tables as
  select p, count(*) as n from person join member using (p) group by p having n > 8;

create table overdrawn_fund as
  select f, sum(requested.n) as total
  from fund join application using (f) join requested using (a)
  group by f, fund.n having total > fund.n;

select 'above', count(*) from above
union all select 'reporting_cycle', count(*) from reporting_cycle
union all select 'accountable', count(*) from accountable
union all select 'reaches_elected', count(*) from reaches_elected
union all select 'broken_chain', count(*) from broken_chain
union all select 'opgave_without_owner', count(*) from opgave_without_owner
union all select 'opgave_with_two_owners', count(*) from opgave_with_two_owners
union all select 'opgave_without_council', count(*) from opgave_without_council
union all select 'derived_from', count(*) from derived_from
union all select 'mandate_cycle', count(*) from mandate_cycle
union all select 'power_beyond_mandate', count(*) from power_beyond_mandate
union all select 'ceiling_beyond_mandate', count(*) from ceiling_beyond_mandate
union all select 'power_not_held', count(*) from power_not_held
union all select 'grantor_without_mandate', count(*) from grantor_without_mandate
union all select 'chair_over_own_body', count(*) from chair_over_own_body
union all select 'at_too_many_tables', count(*) from at_too_many_tables
union all select 'overdrawn_fund', count(*) from overdrawn_fund;
