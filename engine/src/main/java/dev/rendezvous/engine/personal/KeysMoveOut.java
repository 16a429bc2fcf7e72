package dev.rendezvous.engine.personal;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the keys that lie with the events to where they are kept from now on. Each is there before it is no longer here. Of an
 * account that has made another key there meanwhile, both are kept.
 */
final class KeysMoveOut {
    private static final Logger LOG = LoggerFactory.getLogger(KeysMoveOut.class);
    private static final int PAGE = 1_000;

    private final KeyStore from;
    private final KeyTransaction leaving;
    private final KeyStore to;
    private final KeyTransaction arriving;

    KeysMoveOut(KeyStore from, KeyTransaction leaving, KeyStore to, KeyTransaction arriving) {
        this.from = from;
        this.leaving = leaving;
        this.to = to;
        this.arriving = arriving;
    }

    void run() {
        long moved = 0;
        for (KeyStore.Kept.Table table : KeyStore.Kept.Table.values()) {
            List<KeyStore.Kept> page = from.page(table, null, PAGE);
            while (!page.isEmpty()) {
                move(page);
                moved += page.size();
                page = from.page(table, null, PAGE);
            }
        }
        if (moved > 0) LOG.info("{} keys of personal data were moved out of the database of the events", moved);
    }

    private void move(List<KeyStore.Kept> page) {
        arriving.execute(() -> {
            to.add(page);
            return to.add(page.stream()
                    .filter(key -> !to.has(key.keyId()))
                    .map(KeyStore.Kept::asFormer)
                    .toList());
        });
        leaving.execute(() -> from.remove(page));
    }
}
