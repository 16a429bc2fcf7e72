package dev.rendezvous.e2e;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One customer whose television is linked, polled and sometimes unlinked until the product dies; it remembers what was
 * acknowledged and what was asked for without an answer.
 */
final class Household {
    private final String name;
    private final boolean unlinksAgain;
    private @Nullable String regCode;
    private @Nullable String tokenSeen;
    private boolean linkAsked;
    private boolean linkAcknowledged;
    private boolean unlinkAsked;
    private boolean unlinkAcknowledged;

    Household(String name, boolean unlinksAgain) {
        this.name = name;
        this.unlinksAgain = unlinksAgain;
    }

    /** Goes as far as the product lets it. @throws UncheckedIOException when the product is gone */
    void live(Client client, Executor executor) {
        regCode = expect(client.askForCode(name), 200).text("regCode");
        expect(client.openAccount(name), 201);
        linkAsked = true;
        String code = regCode;
        CompletableFuture<Answer> link =
                CompletableFuture.supplyAsync(() -> client.link("operator", name, code), executor);
        try {
            pollUntilLinkedOr(client, link);
            expect(link.join(), 201);
        } catch (CompletionException e) {
            throw e.getCause() instanceof UncheckedIOException gone ? gone : e;
        }
        linkAcknowledged = true;
        if (!unlinksAgain) return;
        unlinkAsked = true;
        expect(client.unlink("operator", name, name), 204);
        unlinkAcknowledged = true;
    }

    /** A token may be polled before the link is acknowledged: it must be as durable as if it were. */
    private void pollUntilLinkedOr(Client client, CompletableFuture<Answer> link) {
        boolean lastRound = false;
        while (tokenSeen == null && !lastRound) {
            lastRound = link.isDone();
            Answer poll = client.poll(name, String.valueOf(regCode));
            if (poll.text("status").equals("success")) tokenSeen = poll.text("deviceToken");
        }
    }

    /** What the restarted product has lost or halved of this household; empty if nothing. */
    List<String> lossesIn(Client client) {
        List<String> losses = new ArrayList<>();
        if (regCode == null) return losses;
        Answer poll = client.poll(name, regCode);
        String outcome = poll.text("status") + " " + poll.text("reason");
        boolean linked = outcome.startsWith("success");
        boolean unlinked = outcome.equals("failure device_issue");
        if (linkAcknowledged && !unlinkAsked && !linked) losses.add("link lost: " + outcome);
        if (unlinkAcknowledged && !unlinked) losses.add("unlink lost: " + outcome);
        if (!linkAsked && !outcome.equals("incomplete ")) losses.add("code lost: " + outcome);
        if (tokenSeen != null && !linked && !unlinked)
            losses.add("a token was shown for a link that is lost: " + outcome);
        if (!linked && !unlinked && !outcome.equals("incomplete ")) losses.add("a half link: " + outcome);
        checkToken(client, poll, linked, losses);
        return losses.stream().map(loss -> name + ": " + loss).toList();
    }

    private void checkToken(Client client, Answer poll, boolean linked, List<String> losses) {
        if (linked) {
            String token = poll.text("deviceToken");
            if (tokenSeen != null && !tokenSeen.equals(token)) losses.add("the token changed");
            int status = client.deviceWith(token).status();
            if (status != 200) losses.add("half a link: its token gets " + status);
        } else if (tokenSeen != null) {
            int status = client.deviceWith(tokenSeen).status();
            if (status != 401) losses.add("a dead token gets " + status);
        }
    }

    boolean wasLinked() {
        return linkAcknowledged;
    }

    boolean wasUnlinked() {
        return unlinkAcknowledged;
    }

    boolean gotCode() {
        return regCode != null;
    }

    private static Answer expect(Answer answer, int status) {
        if (answer.status() == status) return answer;
        throw new AssertionError("expected %d, got %d %s"
                .formatted(status, answer.status(), answer.http().body()));
    }
}
