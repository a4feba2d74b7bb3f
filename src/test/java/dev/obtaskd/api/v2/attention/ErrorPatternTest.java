package dev.obtaskd.api.v2.attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorPatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    exit code 17 after 4 ms | exit code # after # ms
                    request 550e8400-e29b-41d4-a716-446655440000 failed | request # failed
                    connect to 10.0.0.7:2881: refused | connect to #: refused
                    connect to 10.0.0.7: refused | connect to #: refused
                    connect to [fe80::1]:2881 failed | connect to # failed
                    connect to fe80::17 failed | connect to # failed
                    connect to ::1 failed | connect to # failed
                    mac 52:54:00:ab:cd:ef is unknown | mac # is unknown
                    at 0x7fff5a page | at # page
                    commit deadbeefcafe is lost | commit # is lost
                    std::add failed | std::add failed
                    host-17.zone3 is away | host-#.zone# is away
                    bad face: cafe | bad face: cafe
                    """)
    void replacesWhatVaries(String line, String pattern) {
        assertThat(ErrorPattern.of(line)).isEqualTo(pattern);
    }

    @Test
    void removesColoursAndControlCharacters() {
        assertThat(ErrorPattern.of("\u001b[31mred\u001b[0m\t 7\n\u0000end")).isEqualTo("red # end");
    }

    @Test
    void cutsAtCharacters() {
        var long200 = "\uD83D\uDE00".repeat(200);
        assertThat(ErrorPattern.of(long200 + "x")).isEqualTo(long200);
        assertThat(ErrorPattern.of("x".repeat(201))).isEqualTo("x".repeat(200));
        assertThat(ErrorPattern.of("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:", ":", "f", "1.", "[", "a-", "\u001b[", "0x", " ", "ab:cd.", "::1"})
    void isFastForEveryLine(String part) {
        Assertions.assertTimeout(
                Duration.ofSeconds(2), () -> ErrorPattern.of(part.repeat(8 * 1024 * 1024 / 2)));
    }
}
