package dev.rendezvous.edge;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.edge.rendezvous.RendezvousAnswer;
import dev.rendezvous.edge.rendezvous.RendezvousEndpoint;
import dev.rendezvous.edge.rendezvous.RendezvousRequest;
import dev.rendezvous.edge.security.AccessRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Echoes what the edge hands to the services, and fails on request. */
@SpringBootApplication
class TestApplication {
    /** How many requests are being held. */
    static final AtomicInteger HELD = new AtomicInteger();

    private static final RendezvousAnswer PENDING =
            RendezvousAnswer.incomplete().with("retryInterval", 30);

    private static RendezvousAnswer echo(RendezvousRequest request) {
        String deviceId = request.require(RendezvousRequest.DEVICE_ID);
        failIfAsked(request.get(RendezvousRequest.REG_CODE));
        return RendezvousAnswer.success()
                .with("deviceID", deviceId)
                .with("regCode", String.valueOf(request.get(RendezvousRequest.REG_CODE)))
                .with("wait", request.waitSeconds())
                .with("actor", request.caller().actor())
                .with("address", request.address());
    }

    private static void failIfAsked(@Nullable String code) {
        if (code == null) return;
        switch (code) {
            case "THROTTLED" ->
                throw new Refused(
                        Refusal.until(RefusalCode.TOO_MANY_REQUESTS, Duration.ofMillis(1_200)), "not so fast");
            case "AWAY" -> throw new Refused(RefusalCode.UNAVAILABLE, "the view is behind");
            case "BROKEN" -> throw new IllegalStateException("SELECT secret FROM dual");
            default -> {}
        }
    }

    @Bean
    RendezvousEndpoint link() {
        return new RendezvousEndpoint() {
            @Override
            public String path() {
                return "/registration/link";
            }

            @Override
            public Mono<RendezvousAnswer> answer(RendezvousRequest request) {
                if ("HELD".equals(request.get(RendezvousRequest.REG_CODE))) {
                    return Mono.<RendezvousAnswer>never()
                            .doOnSubscribe(s -> HELD.incrementAndGet())
                            .doOnCancel(HELD::decrementAndGet);
                }
                boolean pending = "PENDING".equals(request.get(RendezvousRequest.REG_CODE));
                return Mono.just(pending ? PENDING : echo(request));
            }
        };
    }

    @Bean
    AccessRules rules() {
        return AccessRules.rules()
                .anyone(GET, "/open")
                .device(GET, "/devices/me")
                .accountOrOperator(GET, "/accounts/{a}/devices")
                .accountOrOperator(POST, "/accounts/{a}/claims")
                .operator(PUT, "/accounts/{a}")
                .operator(GET, "/failures")
                .operator(GET, "/numbers")
                .operator(DELETE, "/lost-races/{id}")
                .auditor(GET, "/audit")
                .partner(GET, "/partners");
    }

    record Claim(@Nullable String regCode, int count) {}

    @RestController
    static class Controllers {
        @GetMapping("/open")
        Map<String, String> open(Caller caller) {
            return Map.of("actor", caller.actor(), "role", caller.role().name());
        }

        @GetMapping("/devices/me")
        Caller device(Caller caller) {
            return caller;
        }

        @GetMapping("/accounts/{a}/devices")
        Map<String, String> devices(@PathVariable("a") AccountId account, Caller caller) {
            return Map.of(
                    "account", account.value(),
                    "actor", caller.actor(),
                    "role", caller.role().name(),
                    "thread", Thread.currentThread().getName());
        }

        @PostMapping("/accounts/{a}/claims")
        CompletableFuture<Claim> claim(@PathVariable("a") AccountId account, @RequestBody Claim body) {
            return CompletableFuture.completedFuture(body);
        }

        @PutMapping("/accounts/{a}")
        Mono<String> open(@PathVariable("a") AccountId account, @RequestBody Map<String, String> body) {
            return Mono.just("{}");
        }

        @GetMapping("/numbers")
        Map<String, Integer> number(@RequestParam int n) {
            return Map.of("n", n);
        }

        @GetMapping("/failures")
        CompletableFuture<String> fail(@RequestParam RefusalCode code) {
            return CompletableFuture.failedFuture(new Refused(new Refusal(code, Map.of("limit", 5)), "because"));
        }

        @DeleteMapping("/lost-races/{id}")
        CompletableFuture<String> lose(@PathVariable("id") int kind) {
            List<Throwable> kinds = List.of(
                    new ConcurrencyException("org.h2.Driver"),
                    new CommandExecutionException("at java.base/x", new ConcurrencyException("x")),
                    new CommandExecutionException("java.sql.SQLException: SELECT", null),
                    new java.util.concurrent.RejectedExecutionException("full"));
            return CompletableFuture.failedFuture(kinds.get(kind));
        }

        @GetMapping("/forgotten")
        Mono<String> forgotten() {
            return Mono.just("nobody said who may see this");
        }

        @GetMapping({"/audit", "/partners"})
        Mono<String> others() {
            return Mono.just("{}");
        }
    }
}
