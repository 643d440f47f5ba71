-- Which variable may point to which object, and which field of which object to which, for DuckDB.

create table allocated as from read_csv('facts/allocated.facts', delim = '\t', header = false, columns = {'v': 'varchar', 'h': 'varchar'});
create table copied as from read_csv('facts/copied.facts', delim = '\t', header = false, columns = {'v': 'varchar', 'w': 'varchar'});
create table loaded as from read_csv('facts/loaded.facts', delim = '\t', header = false, columns = {'v': 'varchar', 'base': 'varchar', 'f': 'varchar'});
create table stored as from read_csv('facts/stored.facts', delim = '\t', header = false, columns = {'base': 'varchar', 'f': 'varchar', 'v': 'varchar'});

-- Both relations in one, since SQL has no mutual recursion: a variable that points somewhere is (v, '', h), a field (h, f, g).
-- The last round's rows are `points`, all rows so far `recurring.points`: each join has one of the former.
create table points as
  with recursive points(x, f, g) using key (x, f, g) as (
    select v, '', h from allocated
    union
    select found.x, found.f, found.g
    from (
      select c.v as x, '' as f, p.g as g
      from points p join copied c on c.w = p.x where p.f = ''
      union
      select l.v, '', q.g
      from points p join loaded l on l.base = p.x join recurring.points q on q.x = p.g and q.f = l.f where p.f = ''
      union
      select l.v, '', q.g
      from points q join recurring.points p on p.g = q.x and p.f = '' join loaded l on l.base = p.x and l.f = q.f
      where q.f <> ''
      union
      select p.g, s.f, q.g
      from points p join stored s on s.base = p.x join recurring.points q on q.x = s.v and q.f = '' where p.f = ''
      union
      select p.g, s.f, q.g
      from points q join stored s on s.v = q.x join recurring.points p on p.x = s.base and p.f = '' where q.f = '') found
    where not exists (
      select 1 from recurring.points known where known.x = found.x and known.f = found.f and known.g = found.g))
  from points;

select 'points_to', count(*) from points where f = ''
union all select 'field_points_to', count(*) from points where f <> '';
