package dev.rendezvous.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.AccountClosed;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.caller.Role;
import java.util.Map;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.Message;
import org.junit.jupiter.api.Test;

class CallerCorrelationTest {
    @Test
    void what_a_message_causes_inherits_its_caller_and_names_it() { // R50
        Caller caller = new Caller("anna", Role.ACCOUNT, "192.0.2.1", "id-1");
        Message<?> command = new GenericMessage<>(new AccountClosed(new AccountId("a"), null), caller.asMetaData())
                .andMetaData(Map.of("idempotencyKey", "not for history"));
        assertThat(new CallerCorrelation().correlationDataFor(command))
                .isEqualTo(Map.of(
                        "actor", "anna",
                        "role", "ACCOUNT",
                        "address", "192.0.2.1",
                        "correlationId", "id-1",
                        "cause", "AccountClosed"));
        assertThat(new CallerCorrelation().correlationDataFor(GenericEventMessage.asEventMessage("text")))
                .isEqualTo(Map.of("cause", "String"));
    }
}
