package dev.rendezvous.api.personal;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text of an event, or of an answer that is kept, that is about a person: stored encrypted, and {@link #ERASED} for whoever
 * reads it once the account's personal data are erased (R57). Of a record only, on components of type {@code String}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Personal {
    /** What is read in place of a text that was erased. */
    String ERASED = "[erased]";
}
