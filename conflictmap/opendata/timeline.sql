-- All control periods as GeoJSON features, by town and then by day. "start" and "end" are inclusive, "end" is null
-- while the period is open; "confidence" is that of the first day. See control.sql for "holder" and the digits.
WITH chosen AS MATERIALIZED (
    SELECT period.*, town.slug, town.name, town.country, town.point,
           period.status NOT IN ('disputed', 'changing', 'unknown') AS has_holder
    FROM control_controlperiod AS period
        JOIN gazetteer_town AS town ON town.id = period.town_id
    WHERE (%(country)s::text IS NULL OR town.country = %(country)s)
      AND (%(west)s::float8 IS NULL OR ST_Y(town.point) BETWEEN %(south)s AND %(north)s
          AND CASE WHEN %(west)s <= %(east)s THEN ST_X(town.point) BETWEEN %(west)s AND %(east)s
                   -- the box crosses the antimeridian
                   ELSE ST_X(town.point) >= %(west)s OR ST_X(town.point) <= %(east)s END)
      AND (%(actor)s::bigint IS NULL OR EXISTS (
          SELECT FROM control_periodholder AS party WHERE party.period_id = period.id AND party.actor_id = %(actor)s
      ))
), parties AS (
    SELECT party.period_id,
           array_agg(actor.name ORDER BY party.position) AS names,
           array_agg(actor.slug ORDER BY party.position) AS slugs,
           (array_agg(party.share ORDER BY party.position))[1] AS share
    FROM control_periodholder AS party
        JOIN actors_actor AS actor ON actor.id = party.actor_id
    WHERE party.period_id IN (SELECT id FROM chosen)
    GROUP BY party.period_id
), evidence AS (
    SELECT period_id,
           count(*) FILTER (WHERE side = 'for') AS claims,
           count(*) FILTER (WHERE side = 'against') AS claims_against
    FROM control_periodclaim
    WHERE period_id IN (SELECT id FROM chosen)
    GROUP BY period_id
)
SELECT '{"type":"Feature","id":' || to_json(chosen.slug || '/' || coalesce(lower(chosen.days)::text, ''))::text
           || ',"geometry":{"type":"Point","coordinates":['
           || trim_scale(round(ST_X(chosen.point)::numeric, 6)) || ','
           || trim_scale(round(ST_Y(chosen.point)::numeric, 6)) || ']},"properties":'
           || row_to_json(properties)::text || '}'
FROM chosen
    LEFT JOIN parties ON parties.period_id = chosen.id
    LEFT JOIN evidence ON evidence.period_id = chosen.id
    CROSS JOIN LATERAL (
        SELECT chosen.name AS town,
               chosen.slug,
               chosen.country,
               CASE WHEN chosen.has_holder THEN parties.names[1] END AS holder,
               CASE WHEN chosen.has_holder THEN parties.slugs[1] END AS holder_slug,
               coalesce(parties.names, '{}') AS holders,
               chosen.status,
               parties.share,
               lower(chosen.days) AS start,
               upper(chosen.days) - 1 AS "end",
               round(chosen.confidence::numeric, 3) AS confidence,
               coalesce(evidence.claims, 0) AS evidence_count,
               coalesce(evidence.claims_against, 0) AS against_count,
               chosen.unreviewed,
               chosen.rule,
               %(towns)s || chosen.slug || '/' || coalesce('?date=' || lower(chosen.days), '') AS url
    ) AS properties
ORDER BY chosen.name, chosen.slug, chosen.days
