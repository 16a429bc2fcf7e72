package dev.rendezvous.query.audit.checkpoint;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys whose signatures count, because the configuration has them. What lies in the directory or the database makes none count. */
final class BelievedKeys {
    private final Map<String, PublicHalf> byId = new HashMap<>();

    /**
     * @param own of this node; null if it signs nothing
     * @param files of other keys
     * @throws dev.rendezvous.edge.startup.RefusedSettings if one holds no Ed25519 key
     */
    BelievedKeys(@Nullable SigningKey own, List<Path> files) {
        if (own != null) byId.put(own.id(), own.publicHalf());
        for (Path file : files) {
            for (PublicHalf key : PublicHalf.in(file)) byId.put(key.id(), key);
        }
    }

    Trust judge(Checkpoint checkpoint) {
        PublicHalf key = byId.get(checkpoint.keyId());
        if (key == null) return Trust.UNKNOWN_KEY;
        return key.hasSigned(checkpoint) ? Trust.GOOD : Trust.FORGED;
    }
}
