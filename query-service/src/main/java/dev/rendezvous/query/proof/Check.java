package dev.rendezvous.query.proof;

/** What is proven of every prefix of the history (R55). */
enum Check {
    LIMITS("no limit was exceeded without an override", "additions"),
    CODES("no code was live twice", "codes issued"),
    TOKENS("no device had two live tokens", "links and sign-ons"),
    LINKS("every link had a live code", "links");

    private final String claim;
    private final String judged;

    Check(String claim, String judged) {
        this.claim = claim;
        this.judged = judged;
    }

    String claim() {
        return claim;
    }

    /** What is judged, in the plural. */
    String judged() {
        return judged;
    }
}
