package dev.rendezvous.edge.startup;

/** The server must not start with these settings. Shown as two sentences, without a stack trace. */
public final class RefusedSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    public RefusedSettings(String what, String remedy) {
        super(what);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
