package dev.obtaskd.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.store.DiskSpace;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class HealthChecksTest {

    @Test
    void aDiskBelowTheReserveIsReadyWithAWarning() {
        var answer = HealthChecks.disk(new DiskSpace(99L, 100));
        assertThat(answer.getStatus()).isEqualTo(Status.UP);
        assertThat(answer.getData())
                .contains(Map.of("disk", "below reserve", "freeBytes", 99L, "reserveBytes", 100L));
    }

    @Test
    void aDiskWithExactlyTheReserveIsAboveIt() {
        assertThat(HealthChecks.disk(new DiskSpace(100L, 100)).getData())
                .get()
                .extracting("disk")
                .isEqualTo("above reserve");
    }

    @Test
    void anUnresponsiveDiskIsDown() {
        assertThat(HealthChecks.disk(new DiskSpace(null, 100)).getStatus()).isEqualTo(Status.DOWN);
    }
}
