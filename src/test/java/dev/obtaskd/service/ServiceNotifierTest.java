package dev.obtaskd.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.obtaskd.libc.CFunction;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceNotifierTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("NOTIFY_SOCKET", "@not-read", "WATCHDOG_USEC", "2000000");

    @Test
    void readsTheLimitOfTheWatchdog() {
        var notifier = new ServiceNotifier(ENVIRONMENT, 1, CFunction.library());
        assertThat(notifier.watchdog()).contains(Duration.ofSeconds(2));
    }

    /** As in a static executable. */
    @Test
    void doesNothingWithoutTheFunctionsOfTheLibrary() {
        var notifier = new ServiceNotifier(ENVIRONMENT, 1, name -> Optional.empty());
        assertThat(notifier.watchdog()).isEmpty();
        assertThatCode(() -> notifier.ready("Ready")).doesNotThrowAnyException();
    }
}
