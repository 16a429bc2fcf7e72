package dev.rendezvous.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerifierTest {
    private static final String LINE_FEED = System.lineSeparator();

    @TempDir
    private Path folder;

    private GoldenExport golden;
    private List<String> lines;

    @BeforeEach
    void an_export_and_its_checkpoints() throws IOException {
        golden = new GoldenExport(folder);
        lines = new ArrayList<>(GoldenExport.entries());
    }

    private void isBroken(List<String> export, String finding, String... more) {
        GoldenExport.Outcome outcome = golden.verify(export, more);
        assertThat(outcome.said()).startsWith("broken: " + finding);
        assertThat(outcome.status()).isEqualTo(AuditVerifier.BROKEN);
    }

    private static String edited(String line, String from, String to) {
        assertThat(line).contains(from);
        return line.replace(from, to);
    }

    private void edit(int entry, String from, String to) {
        lines.set(entry - 1, edited(lines.get(entry - 1), from, to));
    }

    @Test
    void what_was_never_touched_holds_and_is_told_how_far_it_is_proven() {
        GoldenExport.Outcome outcome = golden.verify(lines);
        assertThat(outcome.said())
                .contains("8 entries were read" + LINE_FEED)
                .contains("entries 1 to 6 are exactly those of checkpoint 6 of 2026-03-01T13:00:06Z, signed with key ")
                .contains("entries 7 to 8: chain only")
                .endsWith("holds" + LINE_FEED);
        assertThat(outcome.status()).isEqualTo(AuditVerifier.HOLDS);
    }

    @Test
    void digests_stand_for_entries_that_were_left_out() throws IOException {
        GoldenExport.Outcome outcome = golden.verify(GoldenExport.linked());
        assertThat(outcome.said())
                .contains("3 entries were read, and the digests of 5 that were left out")
                .contains("entries 1 to 6 are exactly those of checkpoint 6")
                .contains("entries 7 to 8: chain only");
        assertThat(outcome.status()).isEqualTo(AuditVerifier.HOLDS);
    }

    @Test
    void without_checkpoints_there_is_the_chain_only() {
        GoldenExport.Outcome outcome = golden.verifyWithout(lines);
        assertThat(outcome.said()).contains("entries 1 to 8: chain only").doesNotContain("exactly");
        assertThat(outcome.status()).isEqualTo(AuditVerifier.HOLDS);
    }

    @Test
    void a_filtered_export_without_links_proves_each_line_by_itself() {
        List<String> filtered = List.of(lines.get(1), lines.get(4), lines.get(7));
        GoldenExport.Outcome outcome = golden.verify(filtered, "--partial");
        assertThat(outcome.said()).contains("3 entries: each line is bound to its own hash only");
        assertThat(outcome.status()).isEqualTo(AuditVerifier.HOLDS);
        isBroken(
                filtered,
                "entry 1: deleted: entry 2 comes where it must stand (or the export was filtered: --partial)");
    }

    @Test
    void a_part_that_reaches_a_checkpoint_is_proven_from_its_beginning() {
        GoldenExport.Outcome outcome = golden.verify(lines.subList(4, 6), "--partial");
        assertThat(outcome.said())
                .contains("entries 1 to 4 are not in the export")
                .contains("entries 5 to 6 are exactly those of checkpoint 6");
    }

    @Test
    void an_edited_payload_is_named() {
        edit(5, "\"limits\":[1,", "\"limits\":[2,");
        isBroken(lines, "entry 5: edited: what it says does not fit its hash");
    }

    @Test
    void a_payload_that_means_the_same_but_is_spelled_otherwise_is_edited_too() {
        edit(5, "\"limits\":[1, ", "\"limits\":[1,");
        isBroken(lines, "entry 5: edited");
    }

    @Test
    void every_digested_member_is() {
        for (String[] change : new String[][] {
            {"\"id\":\"e-2\"", "\"id\":\"e-9\""},
            {"AccountOpened\"", "AccountClosed\""},
            {"12:00:02.002Z", "12:00:02.003Z"},
            {"\"position\":\"4\"", "\"position\":\"5\""},
            {",\"aggregatetype\":\"Account\"", ""},
            {"\"aggregateid\":\"viewer-2\"", "\"aggregateid\":\"viewer-3\""},
            {"\"sequencenumber\":\"1\"", "\"sequencenumber\":\"2\""},
            {"\"sequencenumber\":\"1\"", "\"sequencenumber\":\"1\",\"revision\":\"1\""},
        }) {
            List<String> changed = new ArrayList<>(lines);
            changed.set(1, edited(lines.get(1), change[0], change[1]));
            isBroken(changed, "entry 2: edited: what it says does not fit its hash");
        }
    }

    @Test
    void what_is_shown_of_metadata_must_be_what_they_say() {
        edit(2, "\"actor\":\"operator-2\"", "\"actor\":\"operator-1\"");
        isBroken(lines, "entry 2: edited: its \"actor\" was altered");
    }

    @Test
    void an_address_in_clear_is_compared_and_an_encrypted_one_cannot_be() {
        edit(5, "\"address\":\"192.0.2.5\"", "\"address\":\"erased\"");
        assertThat(golden.verify(lines).status()).isEqualTo(AuditVerifier.HOLDS);
        edit(2, "\"address\":\"192.0.2.2\"", "\"address\":\"192.0.2.9\"");
        isBroken(lines, "entry 2: edited: its \"address\" was altered");
    }

    @Test
    void edited_metadata_are_named_also_if_what_is_shown_follows() {
        lines.set(1, lines.get(1).replace("operator-2", "operator-1"));
        isBroken(lines, "entry 2: edited: what it says does not fit its hash");
    }

    @Test
    void an_entry_whose_hash_was_made_to_fit_is_named_by_the_next() {
        lines.set(4, rehashed(lines.get(4), "\"name\"", "\"nome\""));
        isBroken(lines.subList(0, 5), "entry 6: cut off");
        isBroken(lines, "entry 5: edited, and its hash made to fit: entry 6 follows another");
    }

    @Test
    void a_chain_that_was_made_anew_is_told_by_the_checkpoint() {
        List<String> forged = new ArrayList<>(lines.subList(0, 4));
        String prev = hashIn(lines.get(3));
        for (String line : lines.subList(4, 8)) {
            String next =
                    rehashed(line.replace("viewer-5", "viewer-4").replace(prevIn(line), prev), "\"1.0\"", "\"1.0\"");
            forged.add(next);
            prev = hashIn(next);
        }
        isBroken(
                forged, "entry 4: rewritten: this one or a later one up to 6 is not what was signed with checkpoint 6");
        assertThat(golden.verifyWithout(forged).status()).isEqualTo(AuditVerifier.HOLDS);
    }

    @Test
    void altered_links_are_named() {
        edit(4, prevIn(lines.get(3)), "0".repeat(64));
        isBroken(lines, "entry 4: edited: its \"prev\" was altered");
    }

    @Test
    void an_altered_hash_is_named() {
        edit(4, hashIn(lines.get(3)), "0".repeat(64));
        isBroken(lines, "entry 4: edited: what it says does not fit its hash");
    }

    @Test
    void a_deleted_entry_is_named() {
        lines.remove(4);
        isBroken(lines, "entry 5: deleted: entry 6 comes where it must stand");
    }

    @Test
    void the_first_entry_is_missed_too() {
        lines.remove(0);
        isBroken(lines, "entry 1: deleted");
    }

    @Test
    void a_deleted_entry_is_named_also_if_those_behind_it_got_its_number() {
        lines.remove(3);
        for (int i = 3; i < lines.size(); i++) lines.set(i, numbered(lines.get(i), i + 1));
        isBroken(lines, "entry 4: deleted, 1 in all, and those behind got new numbers");
    }

    @Test
    void an_inserted_entry_is_named() {
        lines.add(5, lines.get(4));
        isBroken(lines, "entry 5: inserted: line 6 is a second entry with this number");
    }

    @Test
    void a_forged_entry_in_between_is_named_by_the_one_behind_it() {
        String forged = lines.get(3).replace(prevIn(lines.get(3)), hashIn(lines.get(3)));
        lines.add(4, numbered(rehashed(forged, "\"name\"", "\"nome\""), 5));
        for (int i = 5; i < lines.size(); i++) lines.set(i, numbered(lines.get(i), i + 1));
        isBroken(lines, "entry 5: inserted, 1 in all, and those behind got new numbers");
        isBroken(lines.subList(0, 6), "entry 5: inserted: the entry behind it follows the one before it");
    }

    @Test
    void two_entries_that_changed_places_are_named() {
        Collections.swap(lines, 3, 4);
        isBroken(lines, "entry 4: swapped: it stands in line 5");
    }

    @Test
    void they_are_also_if_each_got_the_number_of_its_new_place() {
        Collections.swap(lines, 3, 4);
        lines.set(3, numbered(lines.get(3), 4));
        lines.set(4, numbered(lines.get(4), 5));
        isBroken(lines, "entry 4: swapped: what follows entry 3 stands in line 5");
    }

    @Test
    void a_wrong_number_is_named() {
        lines.set(3, numbered(lines.get(3), 7));
        isBroken(lines, "entry 4: edited: its number was made 7");
    }

    @Test
    void newest_entries_that_were_cut_off_are_missed_by_the_checkpoint() {
        isBroken(lines.subList(0, 5), "entry 6: cut off: checkpoint 6 of 2026-03-01T13:00:06Z says that there are 6");
        isBroken(List.of(), "entry 1: cut off: checkpoint 6 of 2026-03-01T13:00:06Z says that there are 6");
    }

    @Test
    void an_export_with_links_has_an_end() throws IOException {
        List<String> linked = new ArrayList<>(GoldenExport.linked());
        linked.remove(linked.size() - 1);
        isBroken(linked, "entry 9: cut off: the line that ends an export is missing");
        linked.remove(linked.size() - 1);
        linked.add(GoldenExport.linked().get(5));
        isBroken(linked, "entry 7: cut off: the last line says that 8 is the last");
    }

    @Test
    void an_altered_digest_of_what_was_left_out_is_noticed() throws IOException {
        List<String> linked = new ArrayList<>(GoldenExport.linked());
        linked.set(1, edited(linked.get(1), "\"/+9F", "\"/+9G"));
        isBroken(
                linked, "entry 1: rewritten: this one or a later one up to 3 is not what was signed with checkpoint 3");
        linked = new ArrayList<>(GoldenExport.linked());
        linked.set(1, edited(linked.get(1), "\"RLED", "\"RLEE"));
        isBroken(linked, "entry 4: edited, or one that was left out before it: entry 5 follows another");
        List<String> shorter = new ArrayList<>(GoldenExport.linked());
        shorter.remove(1);
        isBroken(shorter, "entry 2: deleted: entry 5 comes where it must stand");
    }

    @Test
    void an_event_that_the_history_lost_is_named() {
        lines.set(
                4,
                "{\"missing\":{\"number\":5,\"position\":11,\"type\":\"AccountOpened\",\"time\":\"2026-03-01T12:00:00.000Z\"}}");
        isBroken(lines, "entry 5: deleted: the history has no event for it any more");
    }

    @Test
    void a_checkpoint_whose_signature_is_not_good_is_named() throws IOException {
        Path file = golden.file(GoldenExport.checkpoint(6));
        Files.writeString(file, Files.readString(file).replace("entries 6", "entries 7"));
        GoldenExport.Outcome outcome = golden.verify(lines);
        assertThat(outcome.said())
                .startsWith("broken: golden-6.checkpoint has no good signature")
                .contains("entries 1 to 3 are exactly those of checkpoint 3")
                .doesNotContain("holds");
        assertThat(outcome.status()).isEqualTo(AuditVerifier.BROKEN);
    }

    @Test
    void a_checkpoint_that_was_left_out_is_noted() throws IOException {
        Files.delete(golden.file(GoldenExport.checkpoint(3)));
        GoldenExport.Outcome outcome = golden.verify(lines);
        assertThat(outcome.said()).contains("note: the checkpoint before golden-6.checkpoint is not in the folder");
        assertThat(outcome.status()).isEqualTo(AuditVerifier.HOLDS);
    }

    @Test
    void whoever_signs_with_another_key_is_not_believed() throws IOException {
        Path other = folder.resolve("other.pem");
        Files.writeString(
                other,
                "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n");
        GoldenExport.Outcome outcome =
                golden.verifyWithout(lines, "--checkpoints", folder.toString(), "--public-key", other.toString());
        assertThat(outcome.said()).contains("golden-3.checkpoint names key").contains("which was not given");
        assertThat(outcome.status()).isEqualTo(AuditVerifier.BROKEN);
        assertThat(golden.verify(lines, "--public-key", other.toString()).status())
                .isEqualTo(AuditVerifier.HOLDS);
    }

    @Test
    void what_cannot_be_read_is_neither_good_nor_broken() {
        for (String[] arguments : new String[][] {
            {},
            {"verify"},
            {"verify", "-", "--nonsense"},
            {"verify", "-", "--public-key"},
            {"verify", "-", "--checkpoints", folder.toString()},
            {"verify", folder.resolve("nothing.ndjson").toString()},
            {
                "verify",
                "-",
                "--checkpoints",
                folder.resolve("none").toString(),
                "--public-key",
                golden.file("golden.pem").toString()
            },
            {
                "verify",
                "-",
                "--checkpoints",
                folder.toString(),
                "--public-key",
                golden.file(GoldenExport.checkpoint(3)).toString()
            },
        }) {
            GoldenExport.Outcome outcome = GoldenExport.run(InputStream.nullInputStream(), arguments);
            assertThat(outcome.said()).startsWith("cannot tell: ");
            assertThat(outcome.status()).isEqualTo(AuditVerifier.CANNOT_TELL);
        }
    }

    private static String numbered(String line, int number) {
        return line.replaceFirst("\"number\":\"\\d+\"", "\"number\":\"%d\"".formatted(number));
    }

    /** The change, and the hash that the line must then have for its own "prev". */
    private static String rehashed(String line, String from, String to) {
        String changed = edited(line, from, to);
        ExportLine read = new ExportLine();
        byte[] bytes = changed.getBytes(StandardCharsets.UTF_8);
        read.read(bytes, 0, bytes.length);
        MessageDigest sha256 = EntryDigest.sha256();
        sha256.update(read.prev());
        String hash = HexFormat.of().formatHex(sha256.digest(read.digest()));
        return changed.replaceFirst("\"hash\":\"[0-9a-f]{64}\"", "\"hash\":\"%s\"".formatted(hash));
    }

    private static String hashIn(String line) {
        return line.replaceFirst(".*\"hash\":\"([0-9a-f]{64})\".*", "$1");
    }

    private static String prevIn(String line) {
        return line.replaceFirst(".*\"prev\":\"([0-9a-f]{64})\".*", "$1");
    }
}
