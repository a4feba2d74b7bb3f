package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * Requests that do not reach a resource, over a raw connection, since clients would correct them.
 */
@QuarkusTest
class ErrorHandlerTest {

    @TestHTTPResource URI root;

    @Test
    void refusesMalformedUris() throws IOException {
        for (var target :
                new String[] {
                    "/api/v1/%zz",
                    "/api/v1/%",
                    "/api/v1/%ff",
                    "/api/v1/%00",
                    "/api/v1/a|b",
                    "/api/v1/info?x=%zz"
                }) {
            assertRefused(send("GET " + target, ""), 400, "Common.BindJsonFailed");
        }
    }

    @Test
    void refusesATooLargeBody() throws IOException {
        assertRefused(
                send("POST /api/v1/login", "Content-Length: 50000000\r\n"),
                400,
                "Request.Body.ReadFailed");
    }

    @Test
    void answersUnknownMethods() throws IOException {
        for (var method :
                new String[] {"PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "BREW"}) {
            assertRefused(send(method + " /api/v1/info", ""), 404, "Common.NotFound");
        }
    }

    @Test
    void acceptsAnyMediaType() throws IOException {
        assertThat(send("POST /api/v1/status", "Content-Type: nonsense\r\nContent-Length: 0\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(send("GET /api/v1/info", "Accept: image/png\r\n")).startsWith("HTTP/1.1 200");
    }

    private static void assertRefused(String answer, int status, String errCode)
            throws IOException {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .containsIgnoringCase("Content-Type: application/json\r\n");
        var envelope = new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
        assertThat(envelope.at("/error/errCode").textValue()).as(answer).isEqualTo(errCode);
        assertThat(envelope.get("status").intValue()).isEqualTo(status);
    }

    private String send(String line, String headers) throws IOException {
        try (var socket = new Socket(root.getHost(), root.getPort())) {
            socket.setSoTimeout(20_000);
            var request =
                    line
                            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + headers
                            + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
