-- How many codes are live: the sum. One embedded process counts in memory instead.
CREATE TABLE live_code_count (
    part SMALLINT PRIMARY KEY,
    live BIGINT   NOT NULL
) WITH (fillfactor = 20); -- room for new versions of a row beside the old ones: it is updated all the time

INSERT INTO live_code_count (part, live)
SELECT part, CASE part WHEN 0 THEN (SELECT COUNT(*) FROM code_reservation WHERE live) ELSE 0 END
FROM generate_series(0, 63) AS part;
