package dev.obtaskd.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.obtaskd.log.LinePattern.InvalidPatternException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinePatternTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}\\.\\d{6}",
                "(?i)ret(code)?=-[0-9]{1,9}",
                "[^]{]+{x",
                "\\Q((({{{\\E",
                "[[:alpha:]]{1,100}",
                "(a{10}){10}",
                "a{,5}"
            })
    void acceptsWhatPeopleSearchFor(String expression) throws InvalidPatternException {
        assertThat(LinePattern.of(expression)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "a{1001}",
                "a{500}",
                "((a{100}){100}){100}",
                "(((((a{9}){9}){9}){9}){9}){9}",
                "([)]a{100}){1000}",
                "([]()]a{100}){1000}",
                "(\\)a{100}){1000}",
                "((?:\\Q)\\Ea{100}){1000}){1000}",
                "((a{1,1000}){1,1000}){1,1000}",
                "(?<=a)b",
                "(a)\\1"
            })
    void refusesWhatCannotBeMatchedInLinearTime(String expression) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () ->
                        assertThatThrownBy(() -> LinePattern.of(expression))
                                .isInstanceOf(InvalidPatternException.class));
    }

    @ParameterizedTest
    @CsvSource({
        "abc, 3",
        "a{5}, 5",
        "(ab){3}, 6",
        "(ab{2}){3}, 9",
        "'(a{2,4}|b){3}', 18",
        "[)(]{7}, 7",
        "\\({7}, 7",
        "\\Qab\\E{3}, 6"
    })
    void countsTheWrittenOutParts(String expression, long least) {
        assertThat(PatternSize.of(expression)).isBetween(least, 2 * least);
    }
}
