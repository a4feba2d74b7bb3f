package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class FilesRangeTest {

    @Test
    void readsTheThreeForms() {
        assertThat(FilesRange.of("bytes=2-5", 10)).contains(new FilesRange(2, 4));
        assertThat(FilesRange.of("bytes=2-", 10)).contains(new FilesRange(2, 8));
        assertThat(FilesRange.of("bytes=-3", 10)).contains(new FilesRange(7, 3));
    }

    @Test
    void cutsWhatReachesBeyondTheEnd() {
        assertThat(FilesRange.of("bytes=8-99", 10)).contains(new FilesRange(8, 2));
        assertThat(FilesRange.of("bytes=-99", 10)).contains(new FilesRange(0, 10));
        assertThat(new FilesRange(8, 2).contentRange(10)).isEqualTo("bytes 8-9/10");
    }

    @Test
    void ignoresWhatIsNoSingleRangeOfBytes() {
        for (var header : new String[] {null, "", "bytes=", "bytes=-", "bytes=5-2", "bytes=1-2,4-5", "lines=1-2", "bytes=a-b"}) {
            assertThat(FilesRange.of(header, 10)).as(header).isEmpty();
        }
    }

    @Test
    void refusesWhatIsOutside() {
        for (var header : new String[] {"bytes=10-", "bytes=10-11", "bytes=-0"}) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> FilesRange.of(header, 10))
                    .satisfies(refusal -> assertThat(refusal.headers()).containsEntry("Content-Range", "bytes */10"));
        }
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> FilesRange.of("bytes=0-", 0));
    }
}
