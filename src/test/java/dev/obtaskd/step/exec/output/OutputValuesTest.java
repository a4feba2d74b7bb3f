package dev.obtaskd.step.exec.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.step.exec.output.OutputValues.Invalid;
import dev.obtaskd.step.exec.output.OutputValues.Valid;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputValuesTest {

    @Test
    void theLastValueOfANameCounts() {
        assertThat(OutputValues.parse("a=1\n\nb= x=y\na=2"))
                .isEqualTo(new Valid(Map.of("a", "2", "b", " x=y")));
    }

    @Test
    void removesOneCarriageReturnBeforeANewline() {
        assertThat(OutputValues.parse("a=1\r\nb=2\r\r\n\r\nc=3\r"))
                .isEqualTo(new Valid(Map.of("a", "1", "b", "2\r", "c", "3\r")));
    }

    @Test
    void aMultilineValueEndsWithItsDelimiter() {
        assertThat(OutputValues.parse("a<<E-1\nx\n E-1\n\nE-1\nb=<<c\n"))
                .isEqualTo(new Valid(Map.of("a", "x\n E-1\n", "b", "<<c")));
        assertThat(OutputValues.parse("a<<E\nE")).isEqualTo(new Valid(Map.of("a", "")));
    }

    @Test
    void reportsAnInvalidLineAndKeepsEarlierValues() {
        assertThat(OutputValues.parse("a=1\nno value\nb=2\n"))
                .isEqualTo(
                        new Invalid(
                                "line 2 of $OBTASKD_OUTPUT must be name=value or name<<END",
                                Map.of("a", "1")));
        assertThat(OutputValues.parse("a b=1"))
                .isEqualTo(
                        new Invalid(
                                "line 1 of $OBTASKD_OUTPUT must be name=value or name<<END",
                                Map.of()));
        assertThat(OutputValues.parse("a<< E\n"))
                .isEqualTo(
                        new Invalid(
                                "line 1 of $OBTASKD_OUTPUT must have a word of letters, digits, _"
                                        + " and - after <<",
                                Map.of()));
        assertThat(OutputValues.parse("x=1\na<<E\nb\n"))
                .isEqualTo(
                        new Invalid(
                                "line 2 of $OBTASKD_OUTPUT starts a value of several lines without"
                                        + " the line that ends it",
                                Map.of("x", "1")));
        assertThat(OutputValues.parse("a=\0\n"))
                .isEqualTo(
                        new Invalid(
                                "line 1 of $OBTASKD_OUTPUT contains a NUL byte, which is not"
                                        + " allowed",
                                Map.of()));
    }
}
