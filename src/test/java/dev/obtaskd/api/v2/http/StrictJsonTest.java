package dev.obtaskd.api.v2.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class StrictJsonTest {

    public record Sent(String operation, JsonNode params, List<String> hosts) {}

    @Test
    void readsARecord() {
        var sent =
                StrictJson.required(
                        bytes("{\"operation\":\"a\",\"params\":{\"x\":1.10},\"hosts\":[\"h\"]}"),
                        Sent.class);
        assertThat(sent.operation()).isEqualTo("a");
        assertThat(sent.params().get("x").decimalValue()).isEqualTo("1.10");
        assertThat(sent.hosts()).containsExactly("h");
    }

    @Test
    void toleratesAByteOrderMarkBeforeAnObject() {
        assertThat(
                        StrictJson.required(bytes("\uFEFF{\"operation\":\"a\"}"), Sent.class)
                                .operation())
                .isEqualTo("a");
    }

    @Test
    void anOptionalBodyMayBeEmpty() {
        var absent = new Sent("none", null, null);
        assertThat(StrictJson.optional(new byte[0], Sent.class, absent)).isSameAs(absent);
        assertThat(StrictJson.optional(null, Sent.class, absent)).isSameAs(absent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\uFEFF",
                "null",
                "1",
                "[]",
                "\"a\"",
                "{",
                "{\"operation\":\"a\"} x",
                "{\"operation\":\"a\"}{}",
                "{\"operation\":\"a\",\"operation\":\"b\"}",
                "{\"params\":{\"a\":1,\"a\":2}}",
                "{'operation':'a'}",
                "{\"operation\":\"a\u0000\"}",
                "{\"operation\":\"a\\u0000\"}",
                "{\"params\":{\"a\":[\"\\u0000\"]}}",
                "{\"params\":{\"\\u0000\":1}}",
                "{\"operation\":\"\\ud800\"}",
                "{\"operation\":5}",
                "{\"hosts\":\"h\"}",
                "{\"params\":NaN}",
                "{/**/}",
                "<xml/>",
            })
    void refusesOtherJson(String body) {
        assertThat(refused(bytes(body)).code()).isEqualTo(ErrorCode.REQUEST_MALFORMED);
    }

    @Test
    void refusesOtherEncodings() {
        assertThat(refused("{\"operation\":\"中\"}".getBytes(Charset.forName("GBK"))).detail().en())
                .contains("not UTF-8");
        assertThat(refused("{\"operation\":\"a\"}".getBytes(StandardCharsets.UTF_16)).detail().en())
                .contains("not UTF-8");
    }

    @Test
    void refusesABodyThatIsTooDeep() {
        var deep = "{\"params\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        assertThat(refused(bytes(deep)).code()).isEqualTo(ErrorCode.REQUEST_MALFORMED);
    }

    @Test
    void namesTheUnknownField() {
        var refused = refused(bytes("{\"operatoin\":\"a\"}"));
        assertThat(refused.code()).isEqualTo(ErrorCode.UNKNOWN_FIELD);
        assertThat(refused.detail().en()).contains("operatoin", "hosts, operation, params");
        assertThat(refused.errors().getFirst().field()).isEqualTo("/operatoin");
    }

    @Test
    void namesTheFieldOfAWrongType() {
        var error = refused(bytes("{\"hosts\":[\"a\",{}]}")).errors().getFirst();
        assertThat(error.field()).isEqualTo("/hosts/1");
        assertThat(error.value()).isEqualTo("{}");
    }

    @Test
    void messagesHaveNoClassNames() {
        assertThat(refused(bytes("{\"operation\":{}}")).getMessage())
                .doesNotContain("dev.", "java", "Exception");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ProblemException refused(byte[] body) {
        return catchThrowableOfType(
                ProblemException.class, () -> StrictJson.required(body, Sent.class));
    }
}
