-- In a database of their own. The same as V121 of the engine, which they are moved out of.
-- What unlocks texts about people in events and tables. Wrapped by a master key of the configuration. Whoever removes a row has
-- made unreadable what it sealed; so no backup of these two tables may be kept for long.
CREATE TABLE session_key (
    session_id UUID        PRIMARY KEY, -- of a session whose code no account entered yet
    master_key VARCHAR(64) NOT NULL,
    wrapped    BYTEA       NOT NULL
);

CREATE TABLE account_key (
    key_id     UUID         PRIMARY KEY, -- the id of the session whose key it was, or one of its own
    account_id VARCHAR(128) NOT NULL,
    current_of VARCHAR(128) UNIQUE,      -- the account, for the one key that seals what is new; null for a session's
    master_key VARCHAR(64)  NOT NULL,
    wrapped    BYTEA        NOT NULL
);

CREATE INDEX account_key_account ON account_key (account_id);
