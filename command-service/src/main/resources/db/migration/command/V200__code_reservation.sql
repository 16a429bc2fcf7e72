-- Who holds which code. The unique keys decide every race, on any number of nodes (R3, R5).
-- A row outlives its session, so that a code typed late is told apart from a wrong one.
CREATE TABLE code_reservation (
    session_id  UUID         PRIMARY KEY,
    code        VARCHAR(12)  NOT NULL,
    device_id   VARCHAR(128) NOT NULL,
    device_slot INTEGER,                 -- one of the device's few places for live sessions; null once ended
    live        BOOLEAN      NOT NULL,
    expires_at  BIGINT       NOT NULL,   -- milliseconds since 1970-01-01T00:00Z; the code is not issued again before
    CONSTRAINT code_reservation_code UNIQUE (code),
    CONSTRAINT code_reservation_slot UNIQUE (device_id, device_slot)
);

CREATE INDEX code_reservation_expiry ON code_reservation (live, expires_at);
