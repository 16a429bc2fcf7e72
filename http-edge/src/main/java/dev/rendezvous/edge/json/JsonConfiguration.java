package dev.rendezvous.edge.json;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Every time has three decimals, also where they are zeros, and 1.5 is not taken for 1. */
@AutoConfiguration
class JsonConfiguration {
    @Bean
    JsonMapperBuilderCustomizer jsonOfTheApi() {
        return json -> json.addModule(new SimpleModule("api").addSerializer(new Milliseconds()))
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    }

    private static final class Milliseconds extends StdSerializer<Instant> {
        private static final DateTimeFormatter TIME =
                new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

        Milliseconds() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator json, SerializationContext context) {
            json.writeString(TIME.format(instant));
        }
    }
}
