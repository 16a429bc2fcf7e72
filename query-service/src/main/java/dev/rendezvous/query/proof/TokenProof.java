package dev.rendezvous.query.proof;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceSignedOn;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.token.TokenRef;
import java.util.HashMap;
import java.util.Map;

/** No device had two live tokens, and none signed on with another than its live one (R23-R25). */
final class TokenProof {
    private final Findings findings;
    private final Map<DeviceId, Live> live = new HashMap<>();

    /** @param position of the link's event */
    private record Live(AccountId accountId, TokenRef token, long position) {
        boolean is(DeviceSignedOn signedOn) {
            return accountId.equals(signedOn.accountId()) && token.equals(signedOn.token());
        }
    }

    TokenProof(Findings findings) {
        this.findings = findings;
    }

    /** How many are linked. */
    int devices() {
        return live.size();
    }

    /** Takes the next event. */
    void next(PastEvent event) {
        if (event.payload() instanceof DeviceLinked linked) link(event, linked);
        if (event.payload() instanceof DeviceSignedOn signedOn) signOn(event, signedOn);
        if (event.payload() instanceof DeviceUnlinked unlinked) {
            live.computeIfPresent(
                    unlinked.deviceId(), (id, link) -> link.accountId().equals(unlinked.accountId()) ? null : link);
        }
    }

    /** Linked again by the same account, the device has a token instead of the other (R23). */
    private void link(PastEvent event, DeviceLinked linked) {
        findings.judged(Check.TOKENS);
        Live before = live.put(linked.deviceId(), new Live(linked.accountId(), linked.token(), event.position()));
        if (before == null || before.accountId().equals(linked.accountId())) return;
        Map<String, Object> numbers =
                Map.of("otherAccount", before.accountId(), "linkedThereAtPosition", before.position());
        findings.broken(Breach.of(event, linked.deviceId(), Fault.TWO_LIVE_TOKENS, numbers));
    }

    private void signOn(PastEvent event, DeviceSignedOn signedOn) {
        findings.judged(Check.TOKENS);
        Live link = live.get(signedOn.deviceId());
        if (link != null && link.is(signedOn)) return;
        Map<String, Object> numbers = link == null
                ? Map.of("tokenId", signedOn.token().tokenId())
                : Map.of(
                        "tokenId", signedOn.token().tokenId(),
                        "liveTokenId", link.token().tokenId(),
                        "linkedAtPosition", link.position());
        findings.broken(Breach.of(event, signedOn.deviceId(), Fault.DEAD_TOKEN_USED, numbers));
    }
}
