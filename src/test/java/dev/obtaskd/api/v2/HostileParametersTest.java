package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.ParameterValuesTest.submit;
import static dev.obtaskd.api.v2.ParameterValuesTest.succeeds;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks of requests are fast whatever their content, and large valid requests are accepted. */
@QuarkusTest
@TestProfile(ValuesDaemon.class)
@Timeout(60)
class HostileParametersTest extends TaskHttp {

    private static final int TRIES = 5;
    private static final String[] SAME_HASH = {"A~", "B_", "C@"};

    @Test
    void acceptsTenThousandUniqueTextsAndThoseWithTheSameHashCode() {
        succeeds(
                "values.limited",
                list("unique", 9_300, n -> "\"" + Integer.toString(46_656 + n, 36) + "\""));
        succeeds("values.limited", list("unique", 3_400, n -> "\"" + sameHash(n) + "\""));
        succeeds("values.limited", list("anyUnique", 10_000, n -> Integer.toString(n)));
        succeeds("values.limited", list("anyUnique", 2_500, n -> "{\"" + sameHash(n) + "\":[1]}"));
    }

    @Test
    void findsADuplicateItemInEveryNotation() {
        assertThat(
                        submit(
                                        "values.limited",
                                        "{\"anyUnique\":[1, \"1\", true, \"true\", null, [], {},"
                                                + " [1], [[1]], \"null\"]}")
                                .statusCode())
                .isEqualTo(201);
        for (var twice :
                new String[] {
                    "1, 1.0",
                    "100, 1e2",
                    "{\"a\":1,\"b\":[2.0]}, {\"b\":[2],\"a\":1}",
                    "null, null",
                    "\"x\", \"x\""
                }) {
            var answer = submit("values.limited", "{\"anyUnique\":[" + twice + "]}");
            assertProblem(answer, 400, "params.invalid");
            assertThat(answer.jsonPath().getString("errors[0].field"))
                    .isEqualTo("/params/anyUnique");
            assertThat(answer.jsonPath().getString("errors[0].message")).contains("unique");
        }
    }

    @Test
    void acceptsThousandsOfHostsAndAddresses() {
        succeeds(
                "values.limited",
                list("hosts", 1_500, n -> "\"host-" + n + ".zone1.example.com\""));
        succeeds("values.limited", list("addresses", 3_500, n -> "\"192.168." + n % 256 + ".17\""));
        assertProblem(
                submit("values.limited", "{\"hosts\":[\"" + "a".repeat(64) + ".b\"]}"),
                400,
                "params.invalid");
        for (var wrong :
                new String[] {"256.1.1.1", "01.1.1.1", "1.1.1", "1.1.1.1.1", "1.1.1.9999999999"}) {
            assertProblem(
                    submit("values.limited", "{\"addresses\":[\"" + wrong + "\"]}"),
                    400,
                    "params.invalid");
        }
    }

    @Test
    void abortsSlowPatterns() {
        assertAborted("folded", "{\"folded\":\"(?i:[b-\\\\uFFF0])\"}");
        assertAborted("folded", "{\"folded\":\"(?i:[\\\\S])\"}");
        assertAborted("regexes", list("regexes", 3_500, n -> "\"(x{1000}){5}\""));
        assertAborted("large", list("large", 20_000, n -> "\"\""));
    }

    @Test
    void abortsSchemasThatExpand() {
        assertAborted("required", list("required", 20_000, n -> "{}"));
        assertAborted("members", list("members", 20_000, n -> "{}"), "params");
        assertAborted("powers", list("powers", 150, n -> "1e300"));
    }

    @Test
    void refusesLongNamesWithShortMessages() {
        var name = "k".repeat(45_000);
        var large = submit("values.limited", "{\"" + name + "\":" + array(450_000, n -> "1") + "}");
        assertProblem(large, 400, "params.invalid");
        assertThat(large.jsonPath().getString("errors[0].message")).contains("limit is 65536");
        var numbers =
                submit("values.limited", "{\"" + name + "\":" + array(150_000, n -> "1e999") + "}");
        assertProblem(numbers, 400, "params.invalid");
        assertThat(numbers.jsonPath().getList("errors").size()).isBetween(1, 100);
        succeeds(
                "values.limited",
                "{\"" + "k".repeat(30_000) + "\":" + array(15_000, n -> "1") + "}");
    }

    private static void assertAborted(String parameter, String params) {
        assertAborted(parameter, params, "/params/" + parameter);
    }

    private static void assertAborted(String parameter, String params, String field) {
        // The first check, and any check on a busy host, also waits for other work.
        var quickest =
                IntStream.range(0, TRIES)
                        .mapToLong(n -> timeToAbort(parameter, params, field))
                        .min()
                        .orElseThrow();
        // About 0.1 s on an idle host; without the limit, 0.3 s to minutes.
        assertThat(Duration.ofNanos(quickest)).as(parameter).isLessThan(Duration.ofSeconds(2));
    }

    private static long timeToAbort(String parameter, String params, String field) {
        var begin = System.nanoTime();
        var answer = submit("values.limited", params);
        var took = System.nanoTime() - begin;
        assertProblem(answer, 400, "params.invalid");
        assertThat(answer.jsonPath().getString("errors[0].message"))
                .as(parameter)
                .contains("too long to check", "10000000 steps", "100 ms");
        assertThat(answer.jsonPath().getString("errors[0].field")).contains(field);
        return took;
    }

    private static String sameHash(int number) {
        var text = new StringBuilder();
        for (var i = 0; i < 8; i++) {
            text.append(SAME_HASH[number % 3]);
            number /= 3;
        }
        return text.toString();
    }

    private static String list(String parameter, int size, IntFunction<String> item) {
        return "{\"" + parameter + "\":" + array(size, item) + "}";
    }

    private static String array(int size, IntFunction<String> item) {
        return IntStream.range(0, size).mapToObj(item).collect(joining(",", "[", "]"));
    }
}
