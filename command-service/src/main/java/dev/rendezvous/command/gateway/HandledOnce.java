package dev.rendezvous.command.gateway;

import dev.rendezvous.api.account.OfAccount;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.engine.personal.PersonalTexts;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Handles a command with an idempotency key once: its answer is kept with its effect in one transaction, and a repeat
 * within a day gets that answer. The key belongs to the caller; another command under it is refused. Not a bean of Axon's
 * interceptor type, which Axon would add to the bus a second time.
 */
class HandledOnce {
    static final String KEY = "idempotencyKey";
    private static final Duration REMEMBERED = Duration.ofHours(24);

    private final JdbcClient db;
    private final Serializer serializer;
    private final Clock clock;
    private final PersonalTexts texts;

    HandledOnce(JdbcClient db, Serializer serializer, Clock clock, PersonalTexts texts) {
        this.db = db;
        this.serializer = serializer;
        this.clock = clock;
        this.texts = texts;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared or shown
    private record Kept(byte[] fingerprint, @Nullable String answerType, byte @Nullable [] answer) {}

    @Nullable
    Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        CommandMessage<?> command = unitOfWork.getMessage();
        Object key = command.getMetaData().get(KEY);
        if (key == null) return chain.proceed();
        String owned = "%s %s %s" // only the last may contain spaces
                .formatted(
                        command.getMetaData().get(Caller.ROLE),
                        key,
                        command.getMetaData().get(Caller.ACTOR));
        byte[] fingerprint = fingerprint(command);
        Optional<Kept> kept = find(owned);
        return kept.isPresent()
                ? repeat(kept.get(), fingerprint, owned)
                : handleAndKeep(chain, owned, fingerprint, command.getPayload());
    }

    /** Forgets answers that are a day old. */
    @Scheduled(fixedDelay = 600_000)
    void forget() {
        db.sql("DELETE FROM handled_command WHERE forget_at <= ?")
                .param(clock.millis())
                .update();
    }

    private @Nullable Object repeat(Kept kept, byte[] fingerprint, String key) {
        if (!MessageDigest.isEqual(kept.fingerprint(), fingerprint)) {
            throw new Refused(RefusalCode.CONFLICT, "this Idempotency-Key was used for another request");
        }
        if (kept.answerType() == null || kept.answer() == null) return null;
        Object answer = serializer.deserialize(
                new SimpleSerializedObject<>(kept.answer(), byte[].class, kept.answerType(), null));
        if (answer instanceof KeptRefusal refusal) throw new Refused(refusal.refusal(), refusal.message());
        return texts.opened(answer, placeOf(key));
    }

    /** A refusal as it is kept. */
    record KeptRefusal(Refusal refusal, String message) {}

    private @Nullable Object handleAndKeep(InterceptorChain chain, String key, byte[] fingerprint, Object command)
            throws Exception {
        try {
            Object answer = chain.proceed();
            keep(key, fingerprint, sealed(answer, command, key));
            return answer;
        } catch (Refused refused) {
            Refusal refusal = refused.<Refusal>getDetails().orElseThrow();
            keep(key, fingerprint, new KeptRefusal(refusal, String.valueOf(refused.getMessage())));
            throw refused;
        }
    }

    /** What an answer says of a person is kept like what an event says of them (R57). */
    private @Nullable Object sealed(@Nullable Object answer, Object command, String key) {
        return answer != null && command instanceof OfAccount of
                ? texts.sealed(answer, of.accountId(), placeOf(key))
                : answer;
    }

    private static String placeOf(String key) {
        return "handled_command " + key;
    }

    private void keep(String key, byte[] fingerprint, @Nullable Object answer) {
        @Nullable SerializedObject<byte[]> kept = answer == null ? null : serializer.serialize(answer, byte[].class);
        if (!insert(key, fingerprint, kept) && !(forget(key) && insert(key, fingerprint, kept))) {
            throw new ConcurrencyException("the same Idempotency-Key is being handled");
        }
    }

    private boolean insert(String key, byte[] fingerprint, @Nullable SerializedObject<byte[]> kept) {
        int rows = db.sql("INSERT INTO handled_command (idempotency_key, fingerprint, answer_type, answer, forget_at)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                .param(key)
                .param(fingerprint)
                .param(kept == null ? null : kept.getType().getName())
                .param(kept == null ? null : kept.getData())
                .param(clock.instant().plus(REMEMBERED).toEpochMilli())
                .update();
        return rows == 1;
    }

    private boolean forget(String key) {
        int rows = db.sql("DELETE FROM handled_command WHERE idempotency_key = ? AND forget_at <= ?")
                .params(key, clock.millis())
                .update();
        return rows == 1;
    }

    private Optional<Kept> find(String key) {
        return db.sql("SELECT fingerprint, answer_type, answer FROM handled_command"
                        + " WHERE idempotency_key = ? AND forget_at > ?")
                .params(key, clock.millis())
                .query((row, number) -> new Kept(row.getBytes(1), row.getString(2), row.getBytes(3)))
                .optional();
    }

    private byte[] fingerprint(CommandMessage<?> command) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(command.getCommandName().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return sha256.digest(
                    serializer.serialize(command.getPayload(), byte[].class).getData());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
