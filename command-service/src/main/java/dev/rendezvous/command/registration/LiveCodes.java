package dev.rendezvous.command.registration;

/** How many codes are live (R2). A code counts before it is drawn, and no more if that is rolled back. */
interface LiveCodes {
    /** Counts so many more, for the current unit of work; returns how many there are with them. */
    long more(int codes);

    /** Counts so many less, once the current unit of work is committed. */
    void less(int codes);

    /**
     * For who locks sessions before it counts them: nobody else's counting, in which they would wait for these sessions, gets
     * ahead of the current unit of work's any more.
     */
    void first();

    long count();
}
