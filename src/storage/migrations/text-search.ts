import { sql } from 'kysely';

// What indexes of texts are made with. In a schema of its own that no role of an application or organisation can write to
// (T28): whoever could put a function there would have it run inside everybody's queries.
//
// pg_trgm takes letters for letters as far as the server's locale does: with the C locale of the PostgreSQL on board only
// ASCII. Besides, two characters make no trigram, and most Chinese words have two. wide_grams covers what is not ASCII: all
// single characters and pairs of each unbroken run.
export const textSearch = sql`
create schema cadenza_text;
do $$ begin
  if exists (select from pg_extension where extname = 'pg_trgm') then
    alter extension pg_trgm set schema cadenza_text;
  else
    create extension pg_trgm schema cadenza_text;
  end if;
end $$;

create function cadenza_text.wide_grams(given text) returns text[]
  language plpgsql immutable strict parallel safe cost 500 as $$
begin
  if octet_length(given) = char_length(given) then
    return '{}';
  end if;
  return array(
    select distinct substr(run[1], start, size)
    from regexp_matches(given, '[^\\x01-\\x7f]+', 'g') run, generate_series(1, char_length(run[1])) start,
      generate_series(1, 2) size
    where start + size <= char_length(run[1]) + 1);
end $$;

grant usage on schema cadenza_text to public;
`;
