package dev.rendezvous.query.audit.checkpoint;

import static dev.rendezvous.query.audit.checkpoint.SigningKeyTest.CHECKPOINT;
import static dev.rendezvous.query.audit.checkpoint.SigningKeyTest.PRIVATE;
import static dev.rendezvous.query.audit.checkpoint.SigningKeyTest.PUBLIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.edge.startup.RefusedSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BelievedKeysTest {
    private static final String ANOTHER =
            "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n";

    @TempDir
    private Path folder;

    private SigningKey own;
    private Checkpoint signed;

    @BeforeEach
    void a_signed_checkpoint() throws IOException {
        own = SigningKey.in(file(PRIVATE));
        signed = own.sign(CHECKPOINT);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "key", ".pem"), text);
    }

    @Test
    void a_node_believes_its_own_key_and_those_of_the_files_that_it_was_given() throws IOException {
        assertThat(new BelievedKeys(own, List.of()).judge(signed)).isEqualTo(Trust.GOOD);
        assertThat(new BelievedKeys(null, List.of(file(PUBLIC))).judge(signed)).isEqualTo(Trust.GOOD);
        assertThat(new BelievedKeys(null, List.of(file(ANOTHER + PUBLIC))).judge(signed))
                .as("two keys in a file")
                .isEqualTo(Trust.GOOD);
    }

    @Test
    void no_other_key_is_believed() throws IOException {
        assertThat(new BelievedKeys(null, List.of()).judge(signed)).isEqualTo(Trust.UNKNOWN_KEY);
        assertThat(new BelievedKeys(null, List.of(file(ANOTHER))).judge(signed)).isEqualTo(Trust.UNKNOWN_KEY);
    }

    @Test
    void what_a_former_key_did_not_sign_is_forged() throws IOException {
        Checkpoint altered = Checkpoint.of(signed.text().replace("position 13", "position 14"));
        assertThat(new BelievedKeys(null, List.of(file(PUBLIC))).judge(altered)).isEqualTo(Trust.FORGED);
    }

    @Test
    void a_file_without_such_a_key_is_refused_with_a_remedy() throws IOException {
        for (Path bad :
                List.of(file(""), file(PRIVATE), file(PUBLIC.replace("MCow", "MCox")), folder.resolve("none"))) {
            assertThatThrownBy(() -> new BelievedKeys(own, List.of(bad)))
                    .isInstanceOf(RefusedSettings.class)
                    .hasMessageStartingWith("rendezvous.audit.checkpoint.public-keys: ");
        }
    }
}
