package dev.rendezvous.command.registration;

import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counted in table {@code live_code_count}, in the transaction of the session, by all nodes. The sum is the count; it is kept in
 * parts so that transactions seldom wait for each other. What others have counted and not committed yet is not seen: at most
 * the codes of the commands in flight.
 */
final class LiveCodesOfAllNodes implements LiveCodes {
    private static final int PARTS = 64;

    private final JdbcClient db;
    private final int offset = ThreadLocalRandom.current().nextInt(PARTS);

    LiveCodesOfAllNodes(JdbcClient db) {
        this.db = db;
    }

    @Override
    public long more(int codes) {
        return db.sql("WITH counted AS (UPDATE live_code_count SET live = live + ? WHERE part = ?)"
                        + " SELECT SUM(live) + ? FROM live_code_count") // as they were before this statement
                .params(codes, part(), codes)
                .query(Long.class)
                .single();
    }

    @Override
    public void less(int codes) {
        db.sql("UPDATE live_code_count SET live = live - ? WHERE part = ?")
                .params(codes, part())
                .update();
    }

    /** By its row, which {@link #more} takes first, too. */
    @Override
    public void first() {
        less(0);
    }

    @Override
    public long count() {
        return db.sql("SELECT SUM(live) FROM live_code_count").query(Long.class).single();
    }

    /** Forgets what was counted. For times when nobody counts. */
    void startAt(long live) {
        db.sql("UPDATE live_code_count SET live = CASE part WHEN 0 THEN ? ELSE 0 END")
                .param(live)
                .update();
    }

    /** The same for whatever one transaction counts, or two of them could wait for each other. */
    private int part() {
        return Math.floorMod(Thread.currentThread().getId() + offset, PARTS);
    }
}
