-- Events that a projection could not handle, and those behind them about the same thing: Axon's queue of dead letters.
CREATE TABLE parked_event (
    id                   VARCHAR(255)  NOT NULL PRIMARY KEY,
    projection           VARCHAR(255)  NOT NULL,
    sequence             VARCHAR(255)  NOT NULL, -- what they are about
    place                BIGINT        NOT NULL, -- in the sequence
    message_type         VARCHAR(255)  NOT NULL,
    event_identifier     VARCHAR(255)  NOT NULL,
    time_stamp           VARCHAR(64)   NOT NULL,
    payload_type         VARCHAR(255)  NOT NULL,
    payload_revision     VARCHAR(255),
    payload              BYTEA         NOT NULL,
    meta_data            BYTEA,
    aggregate_type       VARCHAR(255),
    aggregate_identifier VARCHAR(255),
    sequence_number      BIGINT,
    token_type           VARCHAR(255),
    token                BYTEA,
    parked_at            VARCHAR(64)   NOT NULL,
    last_tried_at        VARCHAR(64)   NOT NULL,
    processing_started   VARCHAR(64),
    cause_type           VARCHAR(255),
    cause_message        VARCHAR(1023),
    diagnostics          BYTEA,
    CONSTRAINT parked_event_place UNIQUE (projection, sequence, place)
);
