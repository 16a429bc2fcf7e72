package dev.rendezvous.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Who did it, as a line shows it for readers, compared with the digested metadata: else somebody else's name could be put there
 * with no hash to tell.
 */
final class Origin {
    private static final Member[] SHOWN = {Member.ACTOR, Member.ROLE, Member.ADDRESS, Member.CORRELATION, Member.CAUSE};
    private static final byte[][] STORED = Arrays.stream(
                    new String[] {"actor", "role", "address", "correlationId", "cause"})
            .map(name -> name.getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);
    private static final int ADDRESS = 2;

    private final Bytes[] shown = fresh();
    private final Bytes[] stored = fresh();
    private final JsonText json = new JsonText();
    private final Bytes name = new Bytes();
    private final Bytes scratch = new Bytes();
    private @Nullable String disagreement;

    /** @param member reads the next member, if it has this name */
    void read(BiConsumer<Member, Bytes> member) {
        for (int i = 0; i < SHOWN.length; i++) member.accept(SHOWN[i], shown[i]);
    }

    void compareWith(Bytes metaData) {
        for (Bytes text : stored) text.absent();
        disagreement = null;
        json.read(metaData.array(), 0, metaData.length());
        json.whiteSpace();
        if (json.accept('{')) members();
        for (int i = 0; i < SHOWN.length && disagreement == null; i++) {
            if (!shown[i].same(stored[i]) && !isEncrypted(i)) disagreement = SHOWN[i].toString();
        }
    }

    /** The member that does not say what the metadata say; null if there is none. */
    @Nullable
    String disagreement() {
        return disagreement;
    }

    /** An encrypted address is shown in clear, or as erased: neither can be checked without its key. */
    private boolean isEncrypted(int member) {
        if (member != ADDRESS || !stored[ADDRESS].isPresent()) return false;
        boolean clear = true;
        for (int i = 0; i < stored[ADDRESS].length(); i++) {
            byte one = stored[ADDRESS].array()[i];
            clear &= Character.digit(one, 16) >= 0 || one == '.' || one == ':' || one == '%';
        }
        return !clear;
    }

    private void members() {
        json.whiteSpace();
        if (json.accept('}')) return;
        do {
            json.whiteSpace();
            json.string(name);
            json.whiteSpace();
            json.expect(':');
            json.whiteSpace();
            member();
            json.whiteSpace();
        } while (json.accept(','));
        json.expect('}');
    }

    private void member() {
        for (int i = 0; i < STORED.length; i++) {
            if (Arrays.equals(name.array(), 0, name.length(), STORED[i], 0, STORED[i].length)) {
                if (stored[i].isPresent()) throw new NotAsWritten("has metadata that can be read in two ways");
                json.string(stored[i]);
                return;
            }
        }
        json.value(scratch);
    }

    private static Bytes[] fresh() {
        return new Bytes[] {new Bytes(), new Bytes(), new Bytes(), new Bytes(), new Bytes()};
    }
}
