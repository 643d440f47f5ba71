-- Which nodes lie as many arcs below a common node, for DuckDB.

create table arc as from read_csv('facts/arc.facts', delim = '\t', header = false, columns = {'x': 'bigint', 'y': 'bigint'});

create table same_generation as
  with recursive same_generation(x, y) as (
    select a.y, b.y from arc a join arc b on a.x = b.x where a.y <> b.y
    union
    select a.y, b.y from same_generation s join arc a on a.x = s.x join arc b on b.x = s.y)
  from same_generation;

select 'same_generation', count(*) from same_generation;
