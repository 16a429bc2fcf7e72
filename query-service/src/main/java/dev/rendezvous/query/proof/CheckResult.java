package dev.rendezvous.query.proof;

/**
 * What became of one claim.
 *
 * @param judged how many events were judged
 * @param breaches how many of them break it
 * @param excused how many would, had they not been decided by what held until just before
 */
record CheckResult(Check check, String claim, boolean holds, long judged, long breaches, long excused) {}
