-- Rebuilding projections beside those that serve: one row a replay.
CREATE TABLE replay (
    id            UUID PRIMARY KEY,
    projection    VARCHAR(64)  NOT NULL,
    running       VARCHAR(320) UNIQUE, -- what it rebuilds while it runs, of which there is one at a time
    state         VARCHAR(16)  NOT NULL,
    take_over     VARCHAR(16)  NOT NULL,
    cancelled     BOOLEAN      DEFAULT FALSE NOT NULL,
    node          VARCHAR(255) NOT NULL,
    beat_at       TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    begun         BOOLEAN      DEFAULT FALSE NOT NULL,
    token         BYTEA,
    token_type    VARCHAR(255),
    from_position BIGINT       DEFAULT -1 NOT NULL,
    position      BIGINT       DEFAULT -1 NOT NULL,
    handled       BIGINT       DEFAULT 0 NOT NULL,
    compared      BIGINT,
    differing     BIGINT,
    examples      VARCHAR(65536),
    failure       VARCHAR(1024),
    started_at    TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    ended_at      TIMESTAMP(3) WITH TIME ZONE
);

-- Which of the two sets of tables of a projection serves: an even generation those without a suffix. Whoever writes them
-- holds this row, and whoever exchanges them too.
CREATE TABLE projection_generation (
    projection VARCHAR(64) PRIMARY KEY,
    generation BIGINT      NOT NULL,
    differing  BIGINT      NOT NULL -- keys about which it said something else than the one before it
);

INSERT INTO projection_generation (projection, generation, differing) VALUES ('linked-devices', 0, 0);

-- The other set, the same column by column.
CREATE TABLE linked_device_odd (
    account_id         VARCHAR(128) NOT NULL,
    device_id          VARCHAR(128) NOT NULL,
    device_type        VARCHAR(128),
    name               VARCHAR(256),
    key_id             VARCHAR(32)  NOT NULL,
    token_id           UUID         NOT NULL,
    session_id         UUID         NOT NULL,
    linked_at          TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    last_sign_on_at    TIMESTAMP(3) WITH TIME ZONE,
    managed            BOOLEAN      DEFAULT FALSE NOT NULL,
    operator_status    VARCHAR(16)  DEFAULT 'ENABLED' NOT NULL,
    activation_status  VARCHAR(16)  DEFAULT 'ACTIVE' NOT NULL,
    approved           BOOLEAN      DEFAULT FALSE NOT NULL,
    last_approved_at   TIMESTAMP(3) WITH TIME ZONE,
    last_unapproved_at TIMESTAMP(3) WITH TIME ZONE,
    PRIMARY KEY (account_id, device_id),
    CONSTRAINT linked_device_odd_token UNIQUE (token_id)
);

CREATE TABLE account_status_odd (
    account_id VARCHAR(128) NOT NULL PRIMARY KEY,
    status     VARCHAR(16)  NOT NULL,
    profile    VARCHAR(128) NOT NULL
);

CREATE TABLE defined_profile_odd (
    name       VARCHAR(64)    PRIMARY KEY,
    definition VARCHAR(65536) NOT NULL
);

CREATE TABLE approval_change_odd (
    account_id VARCHAR(128) NOT NULL,
    device_id  VARCHAR(128) NOT NULL,
    made_at    TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    added      BOOLEAN      NOT NULL,
    amendment  BIGINT
);

CREATE INDEX approval_change_odd_account ON approval_change_odd (account_id, made_at);
