package dev.rendezvous.command.registration;

/** How many codes are live (R2). A code counts before it is drawn, and no more if that is rolled back. */
interface LiveCodes {
    /** Counts one more, for the current unit of work; returns how many there are with it. */
    long oneMore();

    /** Counts one less, once the current unit of work is committed. */
    void oneLess();

    long count();
}
