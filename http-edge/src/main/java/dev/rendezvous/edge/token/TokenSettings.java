package dev.rendezvous.edge.token;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The keys that device tokens are computed with (R27). There is no default: without them the server does not start.
 *
 * @param activeKey id of the key that new tokens use
 * @param keys key id to key, base64, at least 32 bytes; a key that is removed kills the tokens it made
 */
@Validated
@ConfigurationProperties("rendezvous.token")
record TokenSettings(
        @NotBlank(message = "must name the key that new tokens use") @DefaultValue("") String activeKey,
        @NotEmpty(message = "must hold at least one key, base64, 32 bytes or more") @DefaultValue
                Map<String, String> keys) {

    @Override
    public String toString() {
        return "TokenSettings[activeKey=%s, keys=%s]".formatted(activeKey, keys.keySet());
    }
}
