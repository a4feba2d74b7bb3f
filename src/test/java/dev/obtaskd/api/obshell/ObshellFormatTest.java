package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obtaskd.api.obshell.TaskDetail.ExecuteAgent;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import dev.obtaskd.id.AgentAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Formats of the flag and of an agent's address. */
class ObshellFormatTest {

    @Test
    void detailsAreIncludedByDefault() {
        assertThat(ShowDetailsParam.of((String) null)).isTrue();
        assertThat(List.of("1", "t", "T", "true", "TRUE", "True")).allMatch(ShowDetailsParam::of);
        assertThat(List.of("", "0", "f", "F", "false", "FALSE", "False"))
                .noneMatch(ShowDetailsParam::of);
        for (var odd : List.of("2", "yes", "tRUE", " true")) {
            assertThatThrownBy(() -> ShowDetailsParam.of(odd)).isInstanceOf(ObshellException.class);
        }
    }

    @Test
    void parsesTheAddressOfAnAgent() {
        assertThat(ExecuteAgent.of(AgentAddress.parse("10.0.0.5:2886")))
                .isEqualTo(new ExecuteAgent("10.0.0.5", 2886));
        assertThat(ExecuteAgent.of(AgentAddress.parse("[2001:db8::1]:2886")))
                .isEqualTo(new ExecuteAgent("2001:db8::1", 2886));
    }
}
