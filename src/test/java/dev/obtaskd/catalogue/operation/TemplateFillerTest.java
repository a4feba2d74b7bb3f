package dev.obtaskd.catalogue.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.obtaskd.catalogue.OperationExamples;
import dev.obtaskd.catalogue.operation.TemplatePath.Fact;
import dev.obtaskd.catalogue.operation.TemplatePath.Param;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateFillerTest {

    /** Injection attempts through parameters. */
    static final List<String> PAYLOADS =
            Stream.of(
                            "; rm -rf /",
                            "&& reboot",
                            "|| true",
                            "| cat /etc/passwd",
                            "`id`",
                            "$(id)",
                            "${HOME}",
                            "$HOME",
                            "$((1+1))",
                            "${IFS}",
                            "\n reboot",
                            "\r\nreboot",
                            "a\nb",
                            "\t",
                            "' OR '1'='1",
                            "'; DROP TABLE t; --",
                            "\" OR \"\"=\"",
                            "\\'",
                            "\\\"",
                            "\\",
                            "\\\\",
                            "\\n",
                            "%s%n%x",
                            "%00",
                            "../../etc/passwd",
                            "/etc/passwd",
                            "~root",
                            "*",
                            "?",
                            "[a-z]",
                            "{a,b}",
                            "!history",
                            "#comment",
                            "-rf",
                            "--help",
                            "-c",
                            "--",
                            "=",
                            "a=b",
                            "> /tmp/x",
                            "< /etc/shadow",
                            "2>&1",
                            "<<EOF",
                            "<(id)",
                            "&",
                            "(id)",
                            " ",
                            "  a  b ",
                            "${{ params.other }}",
                            "${{ secret:token }}",
                            "${{",
                            "}}",
                            "}} ${{ task.id }}",
                            "${{${{ x }}}}",
                            "$1",
                            "\\1",
                            "\\E$0\\Q",
                            "数据库'；--",
                            "\u202Egnp.exe",
                            "🧨'\"`$",
                            "\u0007\u001b[31m",
                            "<script>alert(1)</script>",
                            "{\"a\": 1}",
                            "[1]",
                            "null",
                            "true",
                            "0644")
                    .toList();

    @ParameterizedTest
    @FieldSource("PAYLOADS")
    void passesOnEveryValueUnchanged(String payload) {
        TemplateValues values = path -> Optional.of(TextNode.valueOf(payload));

        assertThat(fill("['${{ params.x }}']", values).get(0).textValue()).isEqualTo(payload);
        assertThat(fill("'<${{ params.x }}|${{params.y}}>'", values).textValue())
                .isEqualTo("<" + payload + "|" + payload + ">");
    }

    @Test
    void keepsTheTypeOfAWholeValue() {
        var params = OperationExamples.json("{'n': 3, 'b': true, 'o': {'a': [1]}, 'z': null}");

        assertThat(
                        fill(
                                "{'n': '${{ params.n }}', 'b': '${{params.b}}', 'o': '${{ params.o"
                                        + " }}', 'z': '${{ params.z }}'}",
                                of(params)))
                .isEqualTo(params);
    }

    @Test
    void convertsValuesToTextWithinALongerString() {
        var params = OperationExamples.json("{'n': 3, 'b': true, 'l': [1, 'x'], 'z': null}");

        assertThat(
                        fill(
                                        "'n=${{ params.n }} b=${{ params.b }} l=${{ params.l }}"
                                                + " z=${{ params.z }}.'",
                                        of(params))
                                .textValue())
                .isEqualTo("n=3 b=true l=[1,\"x\"] z=.");
    }

    @Test
    void expandsAnArrayInPlace() {
        var params = OperationExamples.json("{'l': ['a', '${{ params.l }}', ''], 'none': []}");

        assertThat(fill("['x', '${{ params.l }}', '${{ params.none }}', 'y']", of(params)))
                .isEqualTo(OperationExamples.json("['x', 'a', '${{ params.l }}', '', 'y']"));
    }

    @Test
    void keepsAnArrayOutsideOfArrays() {
        var params = OperationExamples.json("{'l': ['a']}");

        assertThat(fill("{'hosts': '${{ params.l }}'}", of(params)))
                .isEqualTo(OperationExamples.json("{'hosts': ['a']}"));
    }

    @Test
    void keepsKeysNumbersAndPlainText() {
        var spec = "{'${{ params.x }}': [1, 2.5, true, null, 'plain $ {{ text }}']}";

        assertThat(fill(spec, path -> Optional.empty())).isEqualTo(OperationExamples.json(spec));
    }

    @Test
    void namesTheMissingValue() {
        TemplateValues values =
                path ->
                        path == Fact.TASK_ID
                                ? Optional.of(TextNode.valueOf("17"))
                                : Optional.empty();

        assertThat(
                        TemplateFiller.fill(
                                OperationExamples.json(
                                        "{'a': ['${{ task.id }}', 'x${{ steps.one.output.file"
                                                + " }}']}"),
                                values))
                .isEqualTo(new TemplateResult.MissingValue("steps.one.output.file"));
    }

    @Test
    void omitsAMissingOptionalParameter() {
        assertThat(
                        fill(
                                "['${{ params.from }}', 'x${{ params.from }}']",
                                of(OperationExamples.json("{}"))))
                .isEqualTo(OperationExamples.json("['', 'x']"));
    }

    @Test
    void acceptsEveryFormOfPath() {
        assertThat(TemplatePath.parse("params.a.b")).contains(new Param(List.of("a", "b")));
        assertThat(TemplatePath.parse("steps.make-it.now.output.file_1"))
                .contains(new TemplatePath.Output("make-it.now", "file_1"));
        assertThat(TemplatePath.parse("secret:root.password"))
                .contains(new TemplatePath.Secret("root.password"));
        assertThat(TemplatePath.parse("agent.ip")).contains(Fact.AGENT_IP);
        assertThat(TemplatePath.parse("agent.port")).contains(Fact.AGENT_PORT);
        assertThat(TemplatePath.parse("params.")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "null", "''", "'false'", "0", "0.0", "[]"})
    void aConditionIsFalseForEmptyAndFalseValues(String value) {
        assertThat(TemplateFiller.truthy(OperationExamples.json(value))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "'no'", "' '", "1", "-0.5", "[0]", "{}"})
    void aConditionIsTrueForOtherValues(String value) {
        assertThat(TemplateFiller.truthy(OperationExamples.json(value))).isTrue();
    }

    private static TemplateValues of(JsonNode params) {
        return path -> Optional.of(((Param) path).in(params));
    }

    private static JsonNode fill(String spec, TemplateValues values) {
        return ((TemplateResult.Complete) TemplateFiller.fill(OperationExamples.json(spec), values))
                .spec();
    }
}
