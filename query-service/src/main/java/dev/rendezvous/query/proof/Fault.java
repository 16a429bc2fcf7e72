package dev.rendezvous.query.proof;

import dev.rendezvous.api.refusal.RefusalCode;

/** What can be wrong with an event, given those before it. */
enum Fault {
    DEVICE_LIMIT_EXCEEDED(Check.LIMITS, "R32", "no place was left for the device"),
    GROUP_LIMIT_EXCEEDED(Check.LIMITS, "R32", "no place was left in the device's group"),
    APPROVED_LIMIT_EXCEEDED(Check.LIMITS, "R34", "the list of approved devices was full"),
    CHANGE_LIMIT_EXCEEDED(Check.LIMITS, "R35", "the list of approved devices had changed as often as it may"),
    PROFILE_UNDEFINED(Check.LIMITS, "R31", "nobody had defined the account's profile"),
    CODE_LIVE_TWICE(Check.CODES, "R3", "another live session had the code"),
    CODE_REUSED_EARLY(Check.CODES, "R3", "the code had been used, and its lifetime had not passed"),
    TWO_LIVE_TOKENS(Check.TOKENS, "R24", "the device had a live token of another account"),
    DEAD_TOKEN_USED(Check.TOKENS, "R23", "the device signed on with a token that was not its live one"),
    NO_CODE(Check.LINKS, "R20", "no session with a code had linked it"),
    CODE_ENDED(Check.LINKS, "R20", "the session had ended before"),
    CODE_EXPIRED(Check.LINKS, "R14", "the code had expired"),
    OTHER_THAN_ITS_SESSION(Check.LINKS, "R20", "account, device or token are not those of the session"),
    HALF_A_LINK(Check.LINKS, "R20", "the session was linked, and no device was");

    private final Check check;
    private final String rule;
    private final String sentence;

    Fault(Check check, String rule, String sentence) {
        this.check = check;
        this.rule = rule;
        this.sentence = sentence;
    }

    /** @param reached a limit that left no room */
    static Fault of(RefusalCode reached) {
        return switch (reached) {
            case DEVICE_LIMIT_REACHED -> DEVICE_LIMIT_EXCEEDED;
            case GROUP_LIMIT_REACHED -> GROUP_LIMIT_EXCEEDED;
            case APPROVED_LIMIT_REACHED -> APPROVED_LIMIT_EXCEEDED;
            case CHANGE_LIMIT_REACHED -> CHANGE_LIMIT_EXCEEDED;
            default -> throw new IllegalArgumentException(reached + " is no limit");
        };
    }

    Check check() {
        return check;
    }

    /** The domain's number of the rule that is broken. */
    String rule() {
        return rule;
    }

    String sentence() {
        return sentence;
    }
}
