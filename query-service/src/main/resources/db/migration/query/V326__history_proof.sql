-- Proofs of the whole history that were asked for (R55), by any node.
CREATE TABLE history_proof (
    id           UUID         PRIMARY KEY,
    state        VARCHAR(16)  NOT NULL, -- RUNNING, HOLDS, BROKEN, FAILED
    requested_by VARCHAR(255) NOT NULL,
    requested_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    seen_at      TIMESTAMP(3) WITH TIME ZONE NOT NULL, -- when the node that walks wrote last
    finished_at  TIMESTAMP(3) WITH TIME ZONE,
    walked_to    BIGINT       NOT NULL,
    head         BIGINT       NOT NULL,
    failure      VARCHAR(4000),
    report       TEXT                   -- JSON
);
