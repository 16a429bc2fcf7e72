package dev.rendezvous.engine.history;

/** A history is not moved, or not served. The message is for the operator and says why; shown without a stack trace. */
public final class HistoryRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    HistoryRefused(String why, String remedy) {
        super(why);
        this.remedy = remedy;
    }

    static HistoryRefused atLine(long number, String why) {
        return new HistoryRefused(
                "line %d of the file %s".formatted(number, why), "Take the file that the export wrote, unchanged.");
    }

    /** What the operator can do. */
    public String remedy() {
        return remedy;
    }
}
