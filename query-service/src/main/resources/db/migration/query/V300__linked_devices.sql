-- Read models: rebuilt from the history, so nothing here is the truth and no table refers to another.
CREATE TABLE linked_device (
    account_id      VARCHAR(128) NOT NULL,
    device_id       VARCHAR(128) NOT NULL,
    device_type     VARCHAR(128),
    name            VARCHAR(256),
    key_id          VARCHAR(32)  NOT NULL,
    token_id        UUID         NOT NULL,
    session_id      UUID         NOT NULL,
    linked_at       TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    last_sign_on_at TIMESTAMP(3) WITH TIME ZONE,
    PRIMARY KEY (account_id, device_id),
    CONSTRAINT linked_device_token UNIQUE (token_id)
);

CREATE TABLE account_status (
    account_id VARCHAR(128) NOT NULL PRIMARY KEY,
    status     VARCHAR(16)  NOT NULL,
    profile    VARCHAR(128) NOT NULL
);
