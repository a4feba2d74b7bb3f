package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.api.obshell.TaskDetail.ExecuteAgent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Small forms: the flag, the operator's body, an agent's address. */
class WireFormTest {

    private final OperatorBody bodies = new OperatorBody(new ObjectMapper());

    @Test
    void detailsAreShownUnlessSaidOtherwise() {
        assertThat(ShowDetails.of((String) null)).isTrue();
        assertThat(List.of("1", "t", "T", "true", "TRUE", "True")).allMatch(ShowDetails::of);
        assertThat(List.of("", "0", "f", "F", "false", "FALSE", "False")).noneMatch(ShowDetails::of);
        for (var odd : List.of("2", "yes", "tRUE", " true")) {
            assertThatThrownBy(() -> ShowDetails.of(odd)).isInstanceOf(WireException.class);
        }
    }

    @Test
    void readsAnOperatorAsGoDoes() {
        assertThat(read("{\"operator\":\"RETRY\"}")).isEqualTo("RETRY");
        assertThat(read("{\"other\":[1],\"Operator\":\"retry\"} and more")).isEqualTo("retry");
        assertThat(read("{\"operator\":1,\"OPERATOR\":\"PASS\"}")).isEqualTo("PASS");
        for (var odd : List.of("", "{", "[\"PASS\"]", "null", "\"PASS\"", "{}", "{\"operator\":\"\"}", "{\"operator\":3}",
                "{\"operator\":null}", "\u0000")) {
            assertThatThrownBy(() -> read(odd)).as(odd).isInstanceOfSatisfying(WireException.class,
                    refusal -> assertThat(refusal.code()).isEqualTo(WireCode.COMMON_BIND_JSON_FAILED));
        }
    }

    @Test
    void takesAnAgentsAddressApart() {
        assertThat(ExecuteAgent.of("10.0.0.5:2886")).isEqualTo(new ExecuteAgent("10.0.0.5", 2886));
        assertThat(ExecuteAgent.of("[2001:db8::1]:2886")).isEqualTo(new ExecuteAgent("2001:db8::1", 2886));
    }

    private String read(String body) {
        return bodies.operator(body.getBytes(StandardCharsets.UTF_8));
    }
}
