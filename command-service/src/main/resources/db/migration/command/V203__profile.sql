-- What each profile allows now, as JSON. Written with the event that says so; the standard profile needs no row.
CREATE TABLE profile (
    name       VARCHAR(64)    PRIMARY KEY,
    definition VARCHAR(65536) NOT NULL
);
