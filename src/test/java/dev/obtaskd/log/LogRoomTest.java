package dev.obtaskd.log;

import static dev.obtaskd.log.LogFixture.append;
import static dev.obtaskd.log.LogFixture.masking;
import static dev.obtaskd.step.StepLog.Stream.STDOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The remaining size that a log reports; readers discard output beyond it. */
class LogRoomTest {

    private static final int MAX = 40_000;

    @TempDir Path dataDir;

    @ParameterizedTest
    @ValueSource(strings = {"pw", "secret", "a secret that is longer than its stars"})
    void acceptsNoMoreThanItReports(String secret) throws IOException {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var fixture = new LogFixture(dataDir);
        var log = fixture.open(masking(secret), MAX);
        var limit = Long.MAX_VALUE;
        for (int i = 0; i < 2_000; i++) {
            limit = Math.min(limit, log.consumed(STDOUT) + log.room());
            append(log, STDOUT, words(random, secret));
        }
        // Not closed, as closing would write the end of the discarded output.
        try (var afterCrash = fixture.open(masking(secret), MAX)) {
            assertThat(afterCrash.room())
                    .as("remaining size of a full log, seed %d", seed)
                    .isLessThan(MAX / 10);
            assertThat(afterCrash.consumed(STDOUT))
                    .as("accepted bytes, seed %d", seed)
                    .isBetween(1_000L, limit);
        }
    }

    @Test
    void withoutSecretsItIsTheRemainingFileSize() throws IOException {
        try (var log = new LogFixture(dataDir).open(SecretMasking.none(), MAX)) {
            append(log, STDOUT, "a line\n");
            assertThat(log.room()).isEqualTo(MAX - log.bytes());
        }
    }

    @Test
    void aClosedLogReportsNothing() throws IOException {
        var log = new LogFixture(dataDir).open(SecretMasking.none(), MAX);
        log.close();
        assertThatThrownBy(log::room)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the log is closed");
    }

    /** Mostly secrets, since masking makes the log shorter than the output. */
    private static String words(Random random, String secret) {
        var end = random.nextInt(20) == 0 ? "\n" : "";
        return (random.nextInt(10) == 0 ? "word" : secret.repeat(1 + random.nextInt(5))) + end;
    }
}
