package dev.obtaskd.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationParserTest {

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "0s,PT0S", "30s,PT30S", "5m,PT5M", "1h,PT1H", "2d,PT48H"})
    void parsesOneNumberWithOneUnit(String text, Duration expected) {
        assertThat(DurationParser.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "s",
                "1.5s",
                "-1s",
                "1 s",
                "1h30m",
                "1S",
                "99999999999999999999s",
                "999999999999d"
            })
    void refusesAnythingElse(String text) {
        assertThat(DurationParser.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"500ms", "30s", "90s", "5m", "1h", "2d"})
    void formatsWhatItParses(String text) {
        assertThat(DurationParser.parse(text).map(DurationParser::format)).contains(text);
    }
}
