package dev.obtaskd.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource({
        "zh, ZH", "zh-CN, ZH", "'zh-CN,zh;q=0.9,en;q=0.8', ZH", "'en;q=0.3,zh;q=0.7', ZH", "en, EN",
                "en-GB, EN",
        "'fr,zh;q=0.1', ZH", "fr, EN", "*, EN", "'', EN", "';;q=x', EN", "'zh;q=9', EN",
    })
    void isThePreferredOneOfTheTwo(String header, Language language) {
        assertThat(Language.of(header)).isEqualTo(language);
    }

    @Test
    void isEnglishByDefault() {
        assertThat(Language.of(null)).isEqualTo(Language.EN);
    }
}
