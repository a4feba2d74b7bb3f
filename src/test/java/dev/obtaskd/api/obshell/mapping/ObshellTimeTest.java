package dev.obtaskd.api.obshell.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObshellTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-05-12T02:01:02.120045Z, Asia/Shanghai, 2026-05-12T10:01:02.120045+08:00",
        "2026-05-12T02:01:02.5Z, UTC, 2026-05-12T02:01:02.5Z",
        "2026-05-12T02:01:00Z, UTC, 2026-05-12T02:01:00Z",
        "1970-01-01T00:00:00Z, Asia/Shanghai, 1970-01-01T08:00:00+08:00",
        "2026-05-12T02:01:02.000000001Z, -03:30, 2026-05-11T22:31:02.000000001-03:30",
    })
    void hasTheOffsetOfTheZoneAndNoTrailingZeros(Instant instant, String zone, String text) {
        assertThat(ObshellTime.of(instant, ZoneId.of(zone))).isEqualTo(text);
    }
}
