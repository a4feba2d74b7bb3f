package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obtaskd.api.obshell.TaskDetail.ExecuteAgent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Small forms: the flag, an agent's address. */
class WireFormTest {

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
    void takesAnAgentsAddressApart() {
        assertThat(ExecuteAgent.of("10.0.0.5:2886")).isEqualTo(new ExecuteAgent("10.0.0.5", 2886));
        assertThat(ExecuteAgent.of("[2001:db8::1]:2886")).isEqualTo(new ExecuteAgent("2001:db8::1", 2886));
    }
}
