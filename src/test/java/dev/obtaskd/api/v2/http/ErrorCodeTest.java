package dev.obtaskd.api.v2.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {

    @ParameterizedTest
    @EnumSource
    void everyCodeHasATitleAndADetailInBothLanguages(ErrorCode code) {
        assertThat(code.title().en()).isNotBlank();
        assertThat(code.title().zh()).isNotBlank();
        assertThat(code.detail().en()).isEqualTo(code.title().en() + ".");
        assertThat(code.detail().zh()).isEqualTo(code.title().zh() + "。");
    }
}
