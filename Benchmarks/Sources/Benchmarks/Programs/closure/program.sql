-- Which nodes can be reached from which, for DuckDB.

create table arc as from read_csv('facts/arc.facts', delim = '\t', header = false, columns = {'x': 'bigint', 'y': 'bigint'});

create table path as
  with recursive path(x, y) as (
    select x, y from arc
    union
    select path.x, arc.y from path join arc on path.y = arc.x)
  from path;

select 'path', count(*) from path;
