ALTER TABLE linked_device ADD COLUMN approved BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE linked_device ADD COLUMN last_approved_at TIMESTAMP(3) WITH TIME ZONE;
ALTER TABLE linked_device ADD COLUMN last_unapproved_at TIMESTAMP(3) WITH TIME ZONE;

-- Each device added to or removed from an account's list of approved devices, as far as it may count as a change.
CREATE TABLE approval_change (
    account_id VARCHAR(128) NOT NULL,
    device_id  VARCHAR(128) NOT NULL,
    made_at    TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    added      BOOLEAN      NOT NULL,
    amendment  BIGINT
);

CREATE INDEX approval_change_account ON approval_change (account_id, made_at);
