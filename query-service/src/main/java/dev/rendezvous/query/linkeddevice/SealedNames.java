package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceRenamed;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.engine.personal.PersonalTexts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/** Seals the names of devices for their rows (R57). All keys that some events need are looked up at once. For one thread. */
final class SealedNames {
    private final PersonalTexts texts;
    private PersonalTexts.Sealing sealing;

    SealedNames(PersonalTexts texts) {
        this.texts = texts;
        this.sealing = texts::seal;
    }

    /** The names of these events come next, in this transaction. */
    void prepareFor(List<? extends EventMessage<?>> events) {
        Set<AccountId> accounts = new HashSet<>();
        for (EventMessage<?> event : events) {
            if (event.getPayload() instanceof DeviceLinked linked && linked.name() != null)
                accounts.add(linked.accountId());
            if (event.getPayload() instanceof DeviceRenamed renamed) accounts.add(renamed.accountId());
        }
        sealing = texts.sealingFor(accounts);
    }

    @Nullable
    String sealed(@Nullable String name, AccountId account, DeviceId device) {
        return name == null ? null : sealing.seal(account, placeOf(account, device), name);
    }

    /** Where the name of a device is sealed. */
    static String placeOf(AccountId account, DeviceId device) {
        return "linked_device %s %s".formatted(account, device);
    }
}
