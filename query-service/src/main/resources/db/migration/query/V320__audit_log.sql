-- The audit log: one row an event, in the order of positions, numbered 1, 2, 3. Rebuilt from the history, where the event
-- itself stays; here is what is searched for and how the entries are chained.
CREATE TABLE audit_entry (
    number     BIGINT       NOT NULL PRIMARY KEY,
    position   BIGINT       NOT NULL,
    time_ms    BIGINT       NOT NULL,   -- milliseconds since 1970-01-01T00:00Z
    type       VARCHAR(255) NOT NULL,   -- without its package
    account_id VARCHAR(255),
    session_id UUID,
    actor      VARCHAR(255),
    digest     BYTEA        NOT NULL,   -- SHA-256 of the stored event
    hash       BYTEA        NOT NULL    -- SHA-256 of the hash before and the digest
);

-- By positions, which grow with the numbers: with numbers in them, PostgreSQL sometimes walks the primary key instead, for millions
-- of entries if it expects what is wanted to be everywhere and it is not.
CREATE INDEX audit_entry_account ON audit_entry (account_id, position);
CREATE INDEX audit_entry_session ON audit_entry (session_id, position);
CREATE INDEX audit_entry_actor ON audit_entry (actor, type, position);
CREATE INDEX audit_entry_type ON audit_entry (type, position);

-- The devices that an event names: an amendment may name a thousand.
CREATE TABLE audit_entry_device (
    device_id VARCHAR(255) NOT NULL,
    number    BIGINT       NOT NULL,
    PRIMARY KEY (device_id, number)
);

-- Which types there are.
CREATE TABLE audit_event_type (
    type VARCHAR(255) NOT NULL PRIMARY KEY
);

-- The times of each 1,024 entries. Nodes' clocks differ, so times grow with numbers only nearly.
CREATE TABLE audit_period (
    block    BIGINT NOT NULL PRIMARY KEY, -- (number - 1) / 1024
    earliest BIGINT NOT NULL,
    latest   BIGINT NOT NULL
);
