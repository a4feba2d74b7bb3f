package dev.obtaskd.api.v2;

import static dev.obtaskd.testing.RawConnection.basic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.testing.RawConnection;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bodies of 100 MB, which are refused before they are read. */
@QuarkusTest
@TestProfile(TaskDaemon.class)
class LargeBodiesOverHttpTest extends TaskHttp {

    private static final int MIB = 1 << 20;

    private static final Map<String, String> REFUSALS =
            Map.of(
                    "POST /api/v2/tasks HTTP/1.1\r\n" + basic("mia", "m"),
                    "HTTP/1.1 413",
                    "POST /api/v2/tasks HTTP/1.1\r\n",
                    "HTTP/1.1 4",
                    "POST /api/v1/status HTTP/1.1\r\n",
                    "HTTP/1.1 400",
                    "POST /api/v1/login HTTP/1.1\r\n",
                    "HTTP/1.1 400",
                    "POST /api/v1/nothing HTTP/1.1\r\n",
                    "HTTP/1.1 400",
                    "POST /q/health HTTP/1.1\r\n",
                    "HTTP/1.1 413",
                    "GET / HTTP/1.1\r\n" + basic("mia", "m"),
                    "HTTP/1.1 413");

    @TestHTTPResource URI root;

    @Test
    void aBodyOf100MbIsRefusedByItsLength() throws IOException {
        for (var refusal : REFUSALS.entrySet()) {
            try (var wire =
                    RawConnection.to(root)
                            .say(
                                    refusal.getKey()
                                            + "Host: a\r\n"
                                            + "Content-Type: application/json\r\n"
                                            + "Content-Length: 104857600\r\n\r\n")) {
                assertThat(answerWhileSending(wire))
                        .as(refusal.getKey())
                        .startsWith(refusal.getValue());
            }
        }
    }

    @Test
    void aBodyOf100MbInChunksIsRefusedWhereItExceedsTheLimit() throws IOException {
        try (var wire =
                RawConnection.to(root)
                        .say(
                                "POST /api/v2/tasks HTTP/1.1\r\nHost: a\r\n"
                                        + basic("mia", "m")
                                        + "Content-Type: application/json\r\n"
                                        + "Transfer-Encoding: chunked\r\n\r\n6400000\r\n")) {
            assertThat(answerWhileSending(wire))
                    .startsWith("HTTP/1.1 413")
                    .contains("body.too-large");
        }
    }

    /** Sends as long as the daemon reads. */
    private static String answerWhileSending(RawConnection wire) throws IOException {
        var part = new byte[64 * 1024];
        try {
            for (var sent = 0;
                    sent < 100 * MIB && wire.in().available() == 0;
                    sent += part.length) {
                wire.out().write(part);
            }
        } catch (IOException closed) {
            // The response has arrived before.
        }
        return wire.rest();
    }
}
