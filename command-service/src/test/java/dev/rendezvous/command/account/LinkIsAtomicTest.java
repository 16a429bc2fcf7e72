package dev.rendezvous.command.account;

import static dev.rendezvous.command.CommandNode.holder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.LinkDevice;
import dev.rendezvous.api.account.LinkedDevice;
import dev.rendezvous.api.registration.IssuedCode;
import dev.rendezvous.api.registration.SessionLinked;
import dev.rendezvous.command.CommandNode;
import dev.rendezvous.command.TestClock;
import dev.rendezvous.command.gateway.Commands;
import dev.rendezvous.command.gateway.InTransaction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class LinkIsAtomicTest {
    /** Fails in the linking transaction, when both events have been applied and the tables written. */
    @ProcessingGroup("sabotage")
    static class Sabotage {
        private volatile @Nullable Class<?> failOn;

        @EventHandler
        void on(DeviceLinked event) {
            failOn(event);
        }

        @EventHandler
        void on(SessionLinked event) {
            failOn(event);
        }

        private void failOn(Object event) {
            if (event.getClass() == failOn) throw new IllegalStateException("sabotage");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WithSabotage {
        @Bean
        Sabotage sabotage() {
            return new Sabotage();
        }

        @Autowired
        void inTransaction(EventProcessingConfigurer events) {
            InTransaction.handle(events, "sabotage");
        }
    }

    @TempDir
    Path dataDir;

    private static Map<String, Object> everythingIn(CommandNode node) {
        return Stream.of("domain_event", "code_reservation", "device_link", "handled_command")
                .collect(Collectors.toMap(
                        table -> table, table -> node.db().sql("SELECT * FROM " + table).query().listOfRows().stream()
                                .map(row -> row.entrySet().stream()
                                        .filter(column -> !(column.getValue() instanceof byte[]))
                                        .toList())
                                .toList()));
    }

    @Test
    void a_link_that_fails_midway_leaves_nothing_behind() { // R20
        try (CommandNode node = CommandNode.start(dataDir, new TestClock(), List.of(WithSabotage.class))) {
            Sabotage sabotage = node.bean(Sabotage.class);
            AccountId account = node.openAccount("anna");
            IssuedCode issued = node.issueCode("tv-1");
            LinkDevice link = new LinkDevice(account, issued.code().value(), "Den", null);
            Map<String, Object> before = everythingIn(node);
            for (Class<?> event : List.of(SessionLinked.class, DeviceLinked.class)) {
                sabotage.failOn = event;
                assertThatThrownBy(() -> node.handle(link, holder(account))).hasMessageContaining("sabotage");
                assertThatThrownBy(() -> node.bean(Commands.class)
                                .send(link, holder(account), "key-1")
                                .join())
                        .hasMessageContaining("sabotage");
                assertThat(everythingIn(node)).isEqualTo(before);
            }
            sabotage.failOn = null;
            LinkedDevice linked = node.handle(link, holder(account)); // nor is anything left in the cache
            assertThat(linked.name()).isEqualTo("Den");
            assertThat(node.eventsOf(issued.sessionId())).hasSize(2);
            assertThat(node.eventsOf(account)).hasSize(2);
        }
    }
}
