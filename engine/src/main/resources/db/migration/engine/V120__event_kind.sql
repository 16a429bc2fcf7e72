-- Which kinds of events may be in the history, wherever that is kept. A version that does not know one of them does not start.
CREATE TABLE event_kind (
    payload_type     VARCHAR(255) NOT NULL,
    payload_revision VARCHAR(16)  NOT NULL, -- empty if the event names none
    PRIMARY KEY (payload_type, payload_revision)
);

INSERT INTO event_kind (payload_type, payload_revision)
SELECT DISTINCT payload_type, COALESCE(payload_revision, '') FROM domain_event;
