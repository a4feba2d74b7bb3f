package dev.obtaskd.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DocumentedResponsesTest {

    private static final String DOCUMENT =
            """
            {"paths": {"/api/v2/things/{id}": {"get": {"responses": {"200": {"content":
              {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}}}}},
             "components": {"schemas": {"Thing": {"type": "object", "required": ["size"],
              "properties": {"size": {"type": "integer"}}}}}}
            """;

    private HttpServer server;
    private volatile int status = 200;
    private volatile String type = "application/json";
    private volatile String body = "{\"size\": 1}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", type);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void acceptsDocumentedResponse() {
        assertThatCode(this::get).doesNotThrowAnyException();
    }

    @Test
    void refusesUndocumentedField() {
        body = "{\"size\": 1, \"color\": \"red\"}";
        assertThatThrownBy(this::get)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("color");
    }

    @Test
    void refusesMissingField() {
        body = "{}";
        assertThatThrownBy(this::get)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("size");
    }

    @Test
    void refusesUndocumentedStatus() {
        status = 418;
        assertThatThrownBy(this::get)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("418");
    }

    @Test
    void refusesUndocumentedContentType() {
        type = "text/plain";
        assertThatThrownBy(this::get)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("text/plain");
    }

    private void get() throws IOException {
        given().filter(new DocumentedResponses(new ObjectMapper().readTree(DOCUMENT)))
                .port(server.getAddress().getPort())
                .get("/api/v2/things/7");
    }
}
