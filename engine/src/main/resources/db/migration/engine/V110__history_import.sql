-- Histories that were brought here as a file. While one has no end, no service starts.
CREATE TABLE history_import (
    hash        VARCHAR(64) PRIMARY KEY, -- of all its events
    events      BIGINT      NOT NULL,
    started_at  VARCHAR(32) NOT NULL,    -- ISO 8601 in UTC
    finished_at VARCHAR(32)
);
