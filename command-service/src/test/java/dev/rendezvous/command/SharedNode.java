package dev.rendezvous.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one command service that all of them share, and its clock, which only goes forward. Each test uses accounts
 * and devices of its own.
 */
public final class SharedNode implements ParameterResolver {
    private record Running(Path dataDir, TestClock clock, CommandNode node) implements AutoCloseable {
        static Running start() {
            try {
                Path dataDir = Files.createTempDirectory("rendezvous-test");
                TestClock clock = new TestClock();
                return new Running(dataDir, clock, CommandNode.start(dataDir, clock));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            node.close();
            try (Stream<Path> files = Files.walk(dataDir)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == CommandNode.class || type == TestClock.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedNode.class))
                .computeIfAbsent(Running.class, key -> Running.start(), Running.class);
        GenericEventMessage.clock = running.clock(); // one for the whole JVM; another test may have had its own
        return parameter.getParameter().getType() == TestClock.class ? running.clock() : running.node();
    }
}
