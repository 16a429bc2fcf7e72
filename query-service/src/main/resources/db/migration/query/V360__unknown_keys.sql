-- Ids of keys, each behind a space but the first, that checkpoints name and that the verifying node does not know.
ALTER TABLE audit_verification ADD COLUMN unknown_keys VARCHAR(255);
