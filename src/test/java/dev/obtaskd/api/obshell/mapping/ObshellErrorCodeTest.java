package dev.obtaskd.api.obshell.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.text.Language;
import dev.obtaskd.text.LocalizedText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObshellErrorCodeTest {

    @ParameterizedTest
    @EnumSource
    void everyCodeHasAMessage(ObshellErrorCode code) {
        assertThat(code.message("a", "b", "c", "d"))
                .satisfies(
                        message -> {
                            assertThat(message.en()).isNotBlank().doesNotContain("{");
                            assertThat(message.zh()).isNotBlank().doesNotContain("{");
                        });
    }

    @Test
    void argumentsAreNotTemplates() {
        var refusal =
                new ObshellException(
                        ObshellErrorCode.GENERIC_ID_INVALID, "{1}", "it is $1 and \\ of {0}");
        assertThat(refusal.message(Language.EN))
                .isEqualTo("Invalid id {1}: it is $1 and \\ of {0}");
    }

    @Test
    void localizedArgumentsAreInTheLanguageOfTheMessage() {
        var refusal =
                new ObshellException(
                        ObshellErrorCode.COMMON_UNEXPECTED, new LocalizedText("broken", "坏了"));
        assertThat(refusal.message(Language.EN)).isEqualTo("Unexpected error: broken");
        assertThat(refusal.message(Language.ZH)).isEqualTo("意外错误: 坏了");
    }
}
