-- What a command with an Idempotency-Key was answered, written with its effect in one transaction.
CREATE TABLE handled_command (
    idempotency_key VARCHAR(512) PRIMARY KEY,
    fingerprint     BYTEA        NOT NULL,   -- SHA-256 of the command
    answer_type     VARCHAR(255),
    answer          BYTEA,
    forget_at       BIGINT       NOT NULL    -- milliseconds since 1970-01-01T00:00Z
);

CREATE INDEX handled_command_forget ON handled_command (forget_at);
