package dev.rendezvous.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.audit.AuditFilter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.scheduler.Schedulers;

/** However many entries there are, an export holds a page of them. */
class ExportMemoryTest {
    private static final int ENTRIES = 100_000;

    @TempDir
    private Path folder;

    /** In a Java of its own, whose heap is a tenth of what is exported. */
    @Test
    void an_export_needs_no_more_memory_when_it_is_long() throws IOException, InterruptedException {
        File answer = folder.resolve("answer").toFile();
        Process exporting = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")),
                        LongLog.class.getName(),
                        folder.resolve("log").toString(),
                        Integer.toString(ENTRIES)))
                .redirectErrorStream(true)
                .redirectOutput(answer)
                .start();
        assertThat(exporting.waitFor(5, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(answer.toPath());
        assertThat(exporting.exitValue()).describedAs(said).isZero();
        List<Long> bytes = said.lines()
                .filter(line -> line.startsWith("bytes="))
                .map(line -> Long.parseLong(line.substring(6)))
                .toList();
        assertThat(bytes).hasSize(2);
        assertThat(bytes.get(0)).isGreaterThan((long) ENTRIES * LongLog.EVENT_BYTES);
        assertThat(bytes.get(1)).isBetween(ENTRIES * 75L, ENTRIES * 150L);
    }

    @Test
    void what_nobody_takes_is_not_read() {
        LongLog log = new LongLog(folder.resolve("slow"), 10_000, Schedulers.immediate());
        AtomicInteger chunks = new AtomicInteger();
        BaseSubscriber<byte[]> slow = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {}

            @Override
            protected void hookOnNext(byte[] chunk) {
                chunks.incrementAndGet();
            }
        };
        log.export(AuditFilter.ALL, false).subscribe(slow);
        assertThat(log.eventsRead).hasValue(0);
        slow.request(3);
        assertThat(chunks).hasValue(3);
        assertThat(log.eventsRead).hasValueLessThan(300);
        slow.request(1);
        assertThat(chunks).hasValue(4);
        slow.cancel();
    }
}
