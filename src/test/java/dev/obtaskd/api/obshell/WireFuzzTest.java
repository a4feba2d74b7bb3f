package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Random invalid headers and bodies, and invalid ids. A failure names its seed. {@code
 * -Dobtaskd.inputs} is the number of inputs. The last class of its package by name, as its wrong
 * passwords block this host for a minute.
 */
@QuarkusTest
class WireFuzzTest extends ObshellHttp {

    private static final int INPUTS = Integer.getInteger("obtaskd.inputs", 1_000);

    private static final String UNKNOWN_PATH = "Agent.OceanBase.NotHold";

    /** The only responses to a body that cannot be decrypted and to an unknown path. */
    private static final Set<String> FAULTS =
            Set.of(
                    UNKNOWN_PATH,
                    "Common.Unexpected",
                    "Request.Body.Decrypt.AES.KeyAndIv.Invalid",
                    "Request.Body.Decrypt.AES.ContentLength.Invalid");

    private static final List<String> NAMES =
            List.of("Auth", "Ts", "Uri", "Keys", "session_id", "Token", "ForwardType");

    @Test
    void refusesRandomRequestsWithItsOwnErrors() {
        var seed = new Random().nextLong();
        IntStream.range(0, INPUTS)
                .parallel()
                .forEach(
                        i -> {
                            var random = new Random(seed + i);
                            var answer = randomRequest(random).send();
                            assertWithoutInternals(answer, seed + i);
                            if (answer.status() >= 500) {
                                assertThat(FAULTS)
                                        .as("seed %d", seed + i)
                                        .contains(answer.errCode());
                            }
                        });
    }

    @Test
    void refusesRandomIds() {
        var seed = new Random().nextLong();
        IntStream.range(0, INPUTS)
                .parallel()
                .forEach(
                        i -> {
                            var random = new Random(seed + i);
                            var path = "/api/v1/task/" + InvalidIds.path(random);
                            var call =
                                    client.call(random.nextInt(4) == 0 ? "POST" : "GET", path)
                                            .chunks(ObshellClient.PAGE);
                            var answer =
                                    (random.nextBoolean()
                                                    ? call
                                                    : call.body("{\"operator\":\"PASS\"}"))
                                            .send();
                            assertWithoutInternals(answer, seed + i);
                            if (answer.status() == 500) {
                                assertThat(answer.errCode())
                                        .as("seed %d: %s", seed + i, path)
                                        .isEqualTo(UNKNOWN_PATH);
                                return;
                            }
                            assertThat(answer.status())
                                    .as("seed %d: %s %s", seed + i, path, answer.text())
                                    .isIn(200, 400, 404);
                        });
    }

    private static void assertWithoutInternals(ObshellClient.Answer answer, long seed) {
        assertThat(answer.json()).as("seed %d: %s", seed, answer.text()).isNotNull();
        assertThat(answer.text())
                .as("seed %d", seed)
                .doesNotContain("Exception", "dev.obtaskd", "error id")
                .doesNotContainPattern("\\bat [\\w.$/]+\\(");
    }

    private ObshellClient.Sealed randomRequest(Random random) {
        var call = client.call(random.nextBoolean() ? "POST" : "GET", target(random));
        if (random.nextBoolean()) {
            call.agent();
        }
        return switch (random.nextInt(5)) {
            case 0 -> call.rawBody(bytes(random, 200)).sealAs(text(random, 400));
            case 1 -> call.sealAs(Base64.getEncoder().encodeToString(bytes(random, 1_024)));
            case 2 ->
                    call.with(NAMES.get(random.nextInt(NAMES.size())), value(random))
                            .body(text(random, 100))
                            .seal();
            case 3 -> call.rawBody(bytes(random, 300)).seal();
            default -> call.body(json(random)).seal();
        };
    }

    private static String target(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "/api/v1/logout";
            case 1 -> "/api/v1/login";
            case 2 -> "/api/v1/ob/info";
            default -> "/api/v1/" + Integer.toHexString(random.nextInt());
        };
    }

    private static Object value(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt();
            case 1 -> List.of(text(random, 5));
            case 2 -> Base64.getEncoder().encodeToString(bytes(random, 40));
            case 3 -> random.nextBoolean();
            case 4 -> Long.toString(random.nextLong());
            default -> text(random, 60);
        };
    }

    private static String json(Random random) {
        var whole =
                "{\"session_id\":"
                        + List.of("5", "null", "[[[]]]", "\"\\ud800\"", "{\"a\":1}", "1e999999999")
                                .get(random.nextInt(6))
                        + "}";
        return switch (random.nextInt(3)) {
            case 0 -> whole;
            case 1 -> whole.substring(0, random.nextInt(whole.length()));
            default -> "[".repeat(1 + random.nextInt(3_000)) + whole;
        };
    }

    private static byte[] bytes(Random random, int most) {
        var bytes = new byte[1 + random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Printable, since HTTP clients refuse other characters in headers. */
    private static String text(Random random, int most) {
        var bytes = bytes(random, most);
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (0x21 + Math.floorMod(bytes[i], 0x5e));
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
