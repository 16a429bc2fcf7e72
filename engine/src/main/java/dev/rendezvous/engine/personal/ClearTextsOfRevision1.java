package dev.rendezvous.engine.personal;

import dev.rendezvous.api.account.AccountClosed;
import dev.rendezvous.api.account.AccountPutOnHold;
import dev.rendezvous.api.account.AccountReactivated;
import dev.rendezvous.api.account.ActivationStatusChanged;
import dev.rendezvous.api.account.ChangeWindowReset;
import dev.rendezvous.api.account.DeviceApproved;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceRenamed;
import dev.rendezvous.api.account.DeviceUnapproved;
import dev.rendezvous.api.account.OperatorStatusChanged;
import dev.rendezvous.engine.evolution.EventKind;
import dev.rendezvous.engine.evolution.Evolution;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Revision 2 of ten events seals what they say of a person; revision 1 had it as clear text. Such a text is marked as
 * {@code clear:}, so that it is never taken for a sealed one, whatever somebody wrote.
 */
final class ClearTextsOfRevision1 implements Evolution {
    static final String CLEAR = "clear:";

    private static final String FROM = "1";
    private static final String TO = "2";
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Map<String, PersonalFields> EVOLVED = Stream.of(
                    AccountPutOnHold.class,
                    AccountReactivated.class,
                    AccountClosed.class,
                    DeviceLinked.class,
                    DeviceRenamed.class,
                    OperatorStatusChanged.class,
                    ActivationStatusChanged.class,
                    DeviceApproved.class,
                    DeviceUnapproved.class,
                    ChangeWindowReset.class)
            .collect(Collectors.toUnmodifiableMap(Class::getName, PersonalFields::of));

    /** Whether such an event has clear text. */
    static boolean applies(String type, @Nullable String revision) {
        return FROM.equals(revision) && EVOLVED.containsKey(type);
    }

    @Override
    public EventKind after(EventKind kind) {
        return applies(kind.type(), kind.revision()) ? new EventKind(kind.type(), TO) : kind;
    }

    @Override
    public Stream<IntermediateEventRepresentation> upcast(Stream<IntermediateEventRepresentation> events) {
        return events.map(this::evolved);
    }

    private IntermediateEventRepresentation evolved(IntermediateEventRepresentation event) {
        SerializedType type = event.getType();
        PersonalFields fields = EVOLVED.get(type.getName());
        return fields != null && FROM.equals(type.getRevision())
                ? event.upcastPayload(new SimpleSerializedType(type.getName(), TO), byte[].class, marking(fields))
                : event;
    }

    private static Function<byte[], byte[]> marking(PersonalFields fields) {
        return stored -> {
            ObjectNode json = (ObjectNode) JSON.readTree(stored);
            fields.names()
                    .filter(name -> json.path(name).isString())
                    .forEach(name -> json.put(name, CLEAR + json.get(name).stringValue()));
            return JSON.writeValueAsBytes(json);
        };
    }
}
