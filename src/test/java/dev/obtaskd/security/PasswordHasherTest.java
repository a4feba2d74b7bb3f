package dev.obtaskd.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
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
    void containsSchemeAndCosts() {
        var hash = PasswordHasher.hash("x".toCharArray());
        assertThat(hash).matches("\\$argon2id\\$v=19\\$m=7168,t=5,p=1\\$[^$]{22}\\$[^$]{43}");
        assertThat(PasswordHasher.outdated(hash)).isFalse();
    }

    @Test
    void verifiesWithTheCostsOfTheHash() {
        // From the tests of the reference implementation of Argon2
        var vector =
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        assertThat(PasswordHasher.matches("password".toCharArray(), vector)).isTrue();
        assertThat(PasswordHasher.matches("passwort".toCharArray(), vector)).isFalse();
    }

    @Test
    void hashesRandomPasswordsFastAndForReplacement() {
        var hash = PasswordHasher.hashRandom("random".toCharArray());
        assertThat(hash).startsWith("sha256$");
        assertThat(PasswordHasher.matches("random".toCharArray(), hash)).isTrue();
        assertThat(PasswordHasher.matches("other".toCharArray(), hash)).isFalse();
        assertThat(PasswordHasher.outdated(hash)).isTrue();
    }

    /** Otherwise the duration would tell who exists, or whose hash is an old one. */
    @Test
    void failuresCostTheSameForEveryScheme() {
        var cheap =
                List.of(
                        PasswordHasher.UNMATCHABLE,
                        PasswordHasher.hash("a".toCharArray()),
                        PasswordHasher.hashRandom("b".toCharArray()));
        assertSameCost(cheap, false);
        var all = new ArrayList<>(cheap);
        all.add(PasswordHashes.pbkdf2("c"));
        assertSameCost(all, true);
    }

    private static void assertSameCost(List<String> hashes, boolean pbkdf2) {
        var costs = hashes.stream().map(hash -> costOfFailure(hash, pbkdf2)).toList();
        assertThat(Collections.max(costs))
                .as("nanoseconds %s", costs)
                .isLessThan(2 * Collections.min(costs));
    }

    private static long costOfFailure(String hash, boolean pbkdf2) {
        var threads = ManagementFactory.getThreadMXBean();
        var wrong = "wrong".toCharArray();
        return LongStream.range(0, 5)
                .map(
                        time -> {
                            var before = threads.getCurrentThreadCpuTime();
                            assertThat(PasswordHasher.matches(wrong, hash)).isFalse();
                            PasswordHasher.spendRest(wrong, hash, pbkdf2);
                            return threads.getCurrentThreadCpuTime() - before;
                        })
                .min()
                .orElseThrow();
    }

    @Test
    void verifiesWithTheIterationsOfAnEarlierHash() {
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
        assertThat(PasswordHasher.outdated(vector)).isTrue();
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
