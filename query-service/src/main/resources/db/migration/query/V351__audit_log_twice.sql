-- The audit log is made anew in a second set of its tables, beside the one that serves (R54).
INSERT INTO projection_generation (projection, generation, differing) VALUES ('audit-log', 0, 0);

-- No primary key, but an index, which a set can do without while it is filled.
ALTER TABLE audit_entry_device RENAME TO audit_entry_device_keyed;
CREATE TABLE audit_entry_device (
    device_id VARCHAR(255) NOT NULL,
    number    BIGINT       NOT NULL
);
INSERT INTO audit_entry_device (device_id, number) SELECT device_id, number FROM audit_entry_device_keyed;
DROP TABLE audit_entry_device_keyed;
CREATE UNIQUE INDEX audit_entry_device_number ON audit_entry_device (device_id, number);

-- The other set, the same column by column and index by index.
CREATE TABLE audit_entry_odd (
    number     BIGINT       NOT NULL PRIMARY KEY,
    position   BIGINT       NOT NULL,
    time_ms    BIGINT       NOT NULL,
    type       VARCHAR(255) NOT NULL,
    account_id VARCHAR(255),
    session_id UUID,
    actor      VARCHAR(255),
    digest     BYTEA        NOT NULL,
    hash       BYTEA        NOT NULL
);

CREATE INDEX audit_entry_odd_account ON audit_entry_odd (account_id, position);
CREATE INDEX audit_entry_odd_session ON audit_entry_odd (session_id, position);
CREATE INDEX audit_entry_odd_actor ON audit_entry_odd (actor, type, position);
CREATE INDEX audit_entry_odd_type ON audit_entry_odd (type, position);

CREATE TABLE audit_entry_device_odd (
    device_id VARCHAR(255) NOT NULL,
    number    BIGINT       NOT NULL
);

CREATE UNIQUE INDEX audit_entry_device_odd_number ON audit_entry_device_odd (device_id, number);

CREATE TABLE audit_event_type_odd (
    type VARCHAR(255) NOT NULL PRIMARY KEY
);

CREATE TABLE audit_period_odd (
    block    BIGINT NOT NULL PRIMARY KEY,
    earliest BIGINT NOT NULL,
    latest   BIGINT NOT NULL
);
