-- The control periods that hold on one day, as GeoJSON features with everything but their confidence: each
-- text ends inside the open braces of "properties". The other columns are what the confidence depends on.
--
-- Whoever only claims or loses a town does not hold it, so "holder" is null while a town is disputed or changing
-- hands; "holders" has every party. Six digits of a degree are about 0.1 m.
WITH chosen AS MATERIALIZED (
    SELECT period.*, town.slug, town.name, town.country, town.point,
           period.status NOT IN ('disputed', 'changing', 'unknown') AS has_holder
    FROM control_controlperiod AS period
        JOIN gazetteer_town AS town ON town.id = period.town_id
    WHERE period.days @> %(day)s::date
      AND (%(country)s::text IS NULL OR town.country = %(country)s)
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
), pressure AS (
    SELECT town_id,
           -- 'besieged' before 'under_attack'
           min(status) FILTER (WHERE days @> %(day)s::date) AS status,
           array_agg(lower(days)) AS starts,
           array_agg(upper(days)) AS ends
    FROM control_pressureperiod
    WHERE town_id IN (SELECT town_id FROM chosen)
    GROUP BY town_id
), pressed_by AS (
    SELECT pressure.town_id, array_agg(DISTINCT actor.name) AS names
    FROM control_pressureperiod AS pressure
        JOIN control_pressureperiod_by AS presser ON presser.pressureperiod_id = pressure.id
        JOIN actors_actor AS actor ON actor.id = presser.actor_id
    WHERE pressure.days @> %(day)s::date
    GROUP BY pressure.town_id
)
SELECT '{"type":"Feature","id":' || to_json(chosen.slug)::text
           || ',"geometry":{"type":"Point","coordinates":['
           || trim_scale(round(ST_X(chosen.point)::numeric, 6)) || ','
           || trim_scale(round(ST_Y(chosen.point)::numeric, 6)) || ']},"properties":'
           || left(row_to_json(properties)::text, -1),
       chosen.confirmations,
       pressure.starts,
       pressure.ends
FROM chosen
    LEFT JOIN parties ON parties.period_id = chosen.id
    LEFT JOIN evidence ON evidence.period_id = chosen.id
    LEFT JOIN pressure ON pressure.town_id = chosen.town_id
    LEFT JOIN pressed_by ON pressed_by.town_id = chosen.town_id
    CROSS JOIN LATERAL (
        SELECT chosen.name AS town,
               chosen.slug,
               chosen.country,
               CASE WHEN chosen.has_holder THEN parties.names[1] END AS holder,
               CASE WHEN chosen.has_holder THEN parties.slugs[1] END AS holder_slug,
               coalesce(parties.names, '{}') AS holders,
               chosen.status,
               parties.share,
               pressure.status AS pressure,
               coalesce(pressed_by.names, '{}') AS pressure_by,
               lower(chosen.days) AS since,
               coalesce(evidence.claims, 0) AS evidence_count,
               coalesce(evidence.claims_against, 0) AS against_count,
               chosen.unreviewed,
               chosen.rule,
               %(towns)s || chosen.slug || '/?date=' || %(day)s AS url
    ) AS properties
ORDER BY chosen.name, chosen.slug
