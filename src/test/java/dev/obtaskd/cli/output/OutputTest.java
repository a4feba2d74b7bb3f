package dev.obtaskd.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTest {

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "abc, 3",
        "任务, 4",
        "a任b, 4",
        "é, 1",
        "e\u0301, 1",
        "한글, 4",
        "😀, 2",
        "ｱ, 1"
    })
    void measuresTextByItsColumns(String text, int width) {
        assertThat(DisplayWidth.of(text)).isEqualTo(width);
    }

    @Test
    void cutsTextByItsColumns() {
        assertThat(DisplayWidth.cut("任务中心", 8)).isEqualTo("任务中心");
        assertThat(DisplayWidth.cut("任务中心", 6)).isEqualTo("任务…");
        assertThat(DisplayWidth.pad("任务", 6)).isEqualTo("任务  ");
    }

    @Test
    void alignsColumns() {
        var table = new Table(List.of("名称", "STATE"));
        table.add(List.of(Cell.of("重启"), Cell.of("FAILED", Style.RED)));
        table.add(List.of(Cell.of("abcdef"), Cell.of(null)));
        assertThat(table.lines(true, false))
                .containsExactly("名称     STATE", "重启     FAILED", "abcdef   -");
        assertThat(table.lines(false, true).getFirst())
                .isEqualTo("重启     \u001b[31mFAILED\u001b[0m");
    }

    @Test
    void makesControlCharactersVisible() {
        assertThat(VisibleText.of("a\nb\u001b[2J\u009b5n\u202e\u007f任"))
                .isEqualTo("a\\x0ab\\x1b[2J\\x9b5n\\u202e\\x7f任");
        assertThat(VisibleText.ofLogLine("\u001b[1;31mred\u001b[0m\tx\u001b[2K\r"))
                .isEqualTo("red\tx\\x1b[2K\\x0d");
    }

    @Test
    void documentsHaveNoControlCharacters() {
        var value = JsonNodeFactory.instance.objectNode().put("a", "x\u001b\u009b\u202e\n1e3");
        assertThat(Documents.json(value))
                .isEqualTo("{\n  \"a\" : \"x\\u001B\\u009b\\u202e\\n1e3\"\n}\n");
        assertThat(Documents.yaml(value).chars().filter(c -> c != '\n'))
                .noneMatch(Character::isISOControl);
        assertThat(Documents.yaml(JsonNodeFactory.instance.objectNode().put("a", "true")))
                .isEqualTo("a: 'true'\n");
    }

    @ParameterizedTest
    @CsvSource({"90s, 90", "5m, 300", "1h30m, 5400", "2d, 172800", "7, 7", "0s, 0"})
    void readsDurations(String text, long seconds) {
        assertThat(Times.parse(text)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1s", "1w", "1m1h", "99999999999s", "1.5s"})
    void refusesOtherDurations(String text) {
        assertThatThrownBy(() -> Times.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"59, 59s", "60, 1m", "61, 1m1s", "3661, 1h1m", "90000, 1d1h", "-5, 0s"})
    void writesDurations(long seconds, String text) {
        assertThat(Times.duration(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @Test
    void fillsBars() {
        assertThat(ProgressBar.of(1, 4, false)).isEqualTo("#####...............");
        assertThat(ProgressBar.of(0, 0, true)).isEqualTo("░".repeat(20));
        assertThat(ProgressBar.of(4, 4, true)).isEqualTo("█".repeat(20));
    }
}
