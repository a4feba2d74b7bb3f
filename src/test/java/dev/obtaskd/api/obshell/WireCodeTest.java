package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.task.Language;
import dev.obtaskd.task.Text;
import org.junit.jupiter.api.Test;

class WireCodeTest {

    @Test
    void argumentsAreNoTemplates() {
        var refusal = new WireException(WireCode.GENERIC_ID_INVALID, "{1}", "it is $1 and \\ of {0}");
        assertThat(refusal.message(Language.EN)).isEqualTo("Invalid id {1}: it is $1 and \\ of {0}");
    }

    @Test
    void textsSpeakTheLanguageToo() {
        var refusal = new WireException(WireCode.COMMON_UNEXPECTED, new Text("broken", "坏了"));
        assertThat(refusal.message(Language.EN)).isEqualTo("Unexpected error: broken");
        assertThat(refusal.message(Language.ZH)).isEqualTo("意外错误: 坏了");
    }
}
