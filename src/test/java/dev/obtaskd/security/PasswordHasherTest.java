package dev.obtaskd.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {

    @Test
    void matchesTheHashedPassword() {
        var hash = PasswordHasher.hash("sésame 开门".toCharArray());
        assertThat(PasswordHasher.matches("sésame 开门".toCharArray(), hash)).isTrue();
        assertThat(PasswordHasher.matches("sésame".toCharArray(), hash)).isFalse();
    }

    @Test
    void saltsEveryHash() {
        assertThat(PasswordHasher.hash("x".toCharArray()))
                .isNotEqualTo(PasswordHasher.hash("x".toCharArray()));
    }

    @Test
    void containsSchemeAndIterations() {
        assertThat(PasswordHasher.hash("x".toCharArray()))
                .matches("pbkdf2-sha512\\$210000\\$[^$]{22}\\$[^$]{86}");
    }

    @Test
    void verifiesWithTheIterationsOfTheHash() {
        // PBKDF2-HMAC-SHA512 of "password" with the salt "salt", one iteration (published vector)
        var known =
                HexFormat.of()
                        .parseHex(
                                "867f70cf1ade02cff3752599a3a53dc4af34c7a669815ae5d513554e1c8cf252"
                                    + "c02d470a285a0501bad999bfe943c08f050235d7d68b1da55e63f73b60a57fce");
        var vector =
                "pbkdf2-sha512$1$c2FsdA$"
                        + Base64.getEncoder().withoutPadding().encodeToString(known);
        assertThat(PasswordHasher.matches("password".toCharArray(), vector)).isTrue();
    }

    @Test
    void theUnmatchableHashMatchesNothing() {
        assertThat(PasswordHasher.matches("".toCharArray(), PasswordHasher.UNMATCHABLE)).isFalse();
    }

    @Test
    void refusesAnUnknownTextForm() {
        assertThatThrownBy(() -> PasswordHasher.matches("x".toCharArray(), "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
