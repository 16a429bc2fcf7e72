-- A name is sealed with its account's key and is longer so.
ALTER TABLE linked_device ALTER COLUMN name SET DATA TYPE VARCHAR(1024);
ALTER TABLE linked_device_odd ALTER COLUMN name SET DATA TYPE VARCHAR(1024);
