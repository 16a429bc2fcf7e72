-- Which account a device belongs to: one at a time, whatever races (R24).
CREATE TABLE device_link (
    device_id  VARCHAR(128) PRIMARY KEY,
    account_id VARCHAR(128) NOT NULL,
    token_id   UUID         NOT NULL,
    CONSTRAINT device_link_token UNIQUE (token_id)
);
