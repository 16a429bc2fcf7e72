-- Signed checkpoints of the audit log, as they are in their files.
CREATE TABLE audit_checkpoint (
    entries BIGINT        PRIMARY KEY,
    text    VARCHAR(1024) NOT NULL
);

-- One row, which whoever signs holds meanwhile.
CREATE TABLE audit_checkpoint_writer (
    id INTEGER PRIMARY KEY
);
INSERT INTO audit_checkpoint_writer (id) VALUES (1);

-- Verifications of the audit log that were asked for. Times are milliseconds since 1970-01-01T00:00Z.
CREATE TABLE audit_verification (
    id              UUID        PRIMARY KEY,
    state           VARCHAR(16) NOT NULL,
    started_at      BIGINT      NOT NULL,
    seen_at         BIGINT      NOT NULL, -- last sign of life of the node that works on it
    ended_at        BIGINT,
    entries         BIGINT      NOT NULL, -- compared so far
    total           BIGINT      NOT NULL, -- to be compared
    proven          BIGINT      NOT NULL, -- covered by checkpoints that agree
    broken_entry    BIGINT,
    broken_position BIGINT,
    reason          VARCHAR(1024)
);
