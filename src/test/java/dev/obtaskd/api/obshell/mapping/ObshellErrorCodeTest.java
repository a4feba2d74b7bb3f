package dev.obtaskd.api.obshell.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.text.Language;
import dev.obtaskd.text.LocalizedText;
import org.junit.jupiter.api.Test;

class ObshellErrorCodeTest {

    @Test
    void argumentsAreNoTemplates() {
        var refusal =
                new ObshellException(
                        ObshellErrorCode.GENERIC_ID_INVALID, "{1}", "it is $1 and \\ of {0}");
        assertThat(refusal.message(Language.EN))
                .isEqualTo("Invalid id {1}: it is $1 and \\ of {0}");
    }

    @Test
    void textsSpeakTheLanguageToo() {
        var refusal =
                new ObshellException(
                        ObshellErrorCode.COMMON_UNEXPECTED, new LocalizedText("broken", "坏了"));
        assertThat(refusal.message(Language.EN)).isEqualTo("Unexpected error: broken");
        assertThat(refusal.message(Language.ZH)).isEqualTo("意外错误: 坏了");
    }
}
