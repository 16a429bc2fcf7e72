-- time_stamp grows with global_index, by which a moment is found in a few steps.
DROP INDEX domain_event_time;
