package dev.obtaskd.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain,plain",
                "tab\there,tab\there",
                "\u001b[31mred\u001b[0m,red",
                "\u001b[38;5;12;1mx,x",
                "\u009b31mred,red",
                "\u001b[?25lx\u001b[?25h,x",
                "a\u001b]0;title\u0007b,ab",
                "a\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\b,alinkb",
                "a\u001b]0;no end,a0;no end",
                "a\u001bPq#0\u001b\\b,ab",
                "a\u001b(Bb\u001b7c,abc",
                "end\u001b,end",
                "end\u001b[,end",
                "nul\u0000bell\u0007del\u007f,nulbelldel",
                "über\u0085,über"
            })
    void removesWhatOnlyATerminalUnderstands(String text, String plain) {
        assertThat(PlainText.of(text)).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b]", "\u009d", "\u001b[", "\u001b", "\u001bP\u001b]", "\u001b]a"})
    void takesLinearTime(String unit) {
        var text = unit.repeat(500_000);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(PlainText.of(text)).doesNotContain("\u001b", "\u009d"));
    }

    @Test
    void aCarriageReturnBecomesASpace() {
        assertThat(PlainText.of("1%\r2%")).isEqualTo("1% 2%");
    }

    @Test
    void keepsTextWithoutControlCharactersAsItIs() {
        var text = "x".repeat(100) + "\u202e中";
        assertThat(PlainText.of(text)).isSameAs(text);
    }
}
