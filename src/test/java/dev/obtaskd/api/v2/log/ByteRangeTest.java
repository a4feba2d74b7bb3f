package dev.obtaskd.api.v2.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.obtaskd.api.v2.http.ProblemException;
import org.junit.jupiter.api.Test;

class ByteRangeTest {

    @Test
    void parsesTheThreeForms() {
        assertThat(ByteRange.of("bytes=2-5", 10)).contains(new ByteRange(2, 4));
        assertThat(ByteRange.of("bytes=2-", 10)).contains(new ByteRange(2, 8));
        assertThat(ByteRange.of("bytes=-3", 10)).contains(new ByteRange(7, 3));
    }

    @Test
    void limitsARangeToTheEndOfTheFile() {
        assertThat(ByteRange.of("bytes=8-99", 10)).contains(new ByteRange(8, 2));
        assertThat(ByteRange.of("bytes=-99", 10)).contains(new ByteRange(0, 10));
        assertThat(new ByteRange(8, 2).contentRange(10)).isEqualTo("bytes 8-9/10");
    }

    @Test
    void ignoresOtherHeaders() {
        for (var header :
                new String[] {
                    null,
                    "",
                    "bytes=",
                    "bytes=-",
                    "bytes=5-2",
                    "bytes=1-2,4-5",
                    "lines=1-2",
                    "bytes=a-b"
                }) {
            assertThat(ByteRange.of(header, 10)).as(header).isEmpty();
        }
    }

    @Test
    void refusesARangeOutsideTheFile() {
        for (var header : new String[] {"bytes=10-", "bytes=10-11", "bytes=-0"}) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> ByteRange.of(header, 10))
                    .satisfies(
                            refusal ->
                                    assertThat(refusal.headers())
                                            .containsEntry("Content-Range", "bytes */10"));
        }
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ByteRange.of("bytes=0-", 0));
    }
}
