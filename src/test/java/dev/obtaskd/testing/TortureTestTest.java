package dev.obtaskd.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

class TortureTestTest {

    private static final String SEED = "obtaskd.seed";
    private static final long OURS = -1;

    private final Path kept = Path.of("target", "torture.kept");
    private final Path file = Path.of("target", "torture.json");
    private String given;

    /** Run by the tests below only. */
    @TortureTest
    static final class Torture {

        @Test
        void passes() {}

        @Test
        void fails() {
            throw new AssertionError("a failure without a category");
        }

        @Test
        void countsItsFailure() throws Exception {
            new TortureReport(OURS, 1, 0, 0, 0, 1, 0, 0).add();
            throw new AssertionError("that");
        }
    }

    @BeforeEach
    void keep() throws Exception {
        given = System.getProperty(SEED);
        Files.deleteIfExists(kept);
        if (Files.exists(file)) {
            Files.move(file, kept);
        }
        System.setProperty(SEED, "" + OURS);
    }

    @AfterEach
    void giveBack() throws Exception {
        Files.deleteIfExists(file);
        if (Files.exists(kept)) {
            Files.move(kept, file);
        }
        if (given == null) {
            System.clearProperty(SEED);
        } else {
            System.setProperty(SEED, given);
        }
    }

    @Test
    void anUncountedFailureIsALoss() throws Exception {
        assertThat(run("fails")).isEqualTo(1);
        assertThat(TortureReport.soFar(OURS))
                .isEqualTo(new TortureReport(OURS, 0, 0, 1, 0, 0, 0, 0));
    }

    @Test
    void countsNoFailureTwice() throws Exception {
        assertThat(run("countsItsFailure")).isEqualTo(1);
        assertThat(TortureReport.soFar(OURS))
                .isEqualTo(new TortureReport(OURS, 1, 0, 0, 0, 1, 0, 0));
    }

    @Test
    void countsNoPassingTest() throws Exception {
        assertThat(run("passes")).isZero();
        assertThat(TortureReport.soFar(OURS).clean()).isTrue();
    }

    @Test
    void countsNothingWithoutASeed() throws Exception {
        System.clearProperty(SEED);
        assertThat(run("fails")).isEqualTo(1);
        assertThat(file).doesNotExist();
    }

    /** Runs a test and returns the number of failures. */
    private static long run(String method) {
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectMethod(Torture.class, method))
                                .build(),
                        listener);
        return listener.getSummary().getTestsFailedCount();
    }
}
