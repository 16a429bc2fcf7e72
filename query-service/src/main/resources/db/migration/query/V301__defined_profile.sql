-- What each defined profile allows now, as JSON.
CREATE TABLE defined_profile (
    name       VARCHAR(64)    PRIMARY KEY,
    definition VARCHAR(65536) NOT NULL
);
