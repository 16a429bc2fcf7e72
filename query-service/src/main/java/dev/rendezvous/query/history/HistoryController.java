package dev.rendezvous.query.history;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.edge.problem.InvalidRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Shows auditors what was at any past instant (R53). Read from the events, so never late; now, if no instant is named. */
@RestController
class HistoryController {
    static final String ACCOUNT = "/history/accounts/{a}";
    static final String DIFFERENCE = "/history/accounts/{a}/diff";
    static final String REGISTRATION = "/history/registrations/{sessionId}";

    private final PastAccounts accounts;
    private final Histories histories;
    private final Telling telling;
    private final Clock clock;

    HistoryController(PastAccounts accounts, Histories histories, JsonMapper json, Clock clock) {
        this.accounts = accounts;
        this.histories = histories;
        this.telling = new Telling(json);
        this.clock = clock;
    }

    @GetMapping(ACCOUNT)
    AccountThen account(@PathVariable("a") AccountId accountId, @RequestParam(required = false) @Nullable Instant at) {
        return accounts.at(accountId, past("at", at));
    }

    /** @param from the earlier instant, which may be before the account was opened */
    @GetMapping(DIFFERENCE)
    AccountDifference difference(
            @PathVariable("a") AccountId accountId,
            @RequestParam Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        Instant until = past("to", to);
        if (from.isAfter(until)) throw new InvalidRequest("from", "must not be later than to");
        return accounts.between(accountId, from, until);
    }

    @GetMapping(REGISTRATION)
    RegistrationThen registration(@PathVariable UUID sessionId, @RequestParam(required = false) @Nullable Instant at) {
        Instant until = past("at", at);
        PastSession session = new PastSession();
        histories.ofSession(new SessionId(sessionId), until).forEach(event -> session.on(event, telling.of(event)));
        return session.at(until)
                .orElseThrow(() -> new Refused(RefusalCode.REGISTRATION_UNKNOWN, "there was no such session then"));
    }

    private Instant past(String parameter, @Nullable Instant instant) {
        Instant now = clock.instant();
        if (instant == null) return now;
        if (instant.isAfter(now)) throw new InvalidRequest(parameter, "must not be in the future");
        return instant;
    }
}
