package dev.obtaskd.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {

    @Test
    void splitsAtTheFirstColon() {
        var credentials = BasicCredentials.read(header("ann:a:ü")).orElseThrow();
        assertThat(credentials.name()).isEqualTo("ann");
        assertThat(credentials.password()).containsExactly('a', ':', 'ü');
    }

    @Test
    void recognizesItsSchemeCaseInsensitively() {
        assertThat(BasicCredentials.presented("bAsIc eA==")).isTrue();
        assertThat(BasicCredentials.presented("Bearer eA==")).isFalse();
        assertThat(BasicCredentials.presented(null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic ",
                "Basic ***",
                "Basic YW5u" /* no colon */,
                "Basic /zo=" /* not UTF-8 */
            })
    void ignoresAMalformedHeader(String header) {
        assertThat(BasicCredentials.read(header)).isEmpty();
    }

    private static String header(String text) {
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
