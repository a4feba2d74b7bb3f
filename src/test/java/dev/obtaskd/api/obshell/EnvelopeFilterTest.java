package dev.obtaskd.api.obshell;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The envelope of every response below /api/v1. */
@QuarkusTest
class EnvelopeFilterTest {

    /** Behaves like a resource without login. */
    @Path("/api/v1/probe")
    @PermitAll
    public static class Probe {
        public record Thing(String name, int size) {}

        @GET
        @Path("record")
        public Thing thing() {
            return new Thing("a", 2);
        }

        @GET
        @Path("list")
        public List<Thing> things() {
            return List.of(new Thing("b", 3));
        }

        @GET
        @Path("none")
        public List<Thing> none() {
            return List.of();
        }

        @GET
        @Path("map")
        public Map<String, Integer> map() {
            return Map.of("c", 4);
        }

        @GET
        @Path("text")
        public String text() {
            return "d";
        }

        @POST
        @Path("operate")
        public void operate() {}

        @GET
        @Path("refused/{why}")
        public Thing refused(@PathParam("why") String why) {
            throw new ObshellException(ObshellErrorCode.valueOf(why), "because");
        }

        @GET
        @Path("broken")
        public Thing broken() {
            throw new IllegalStateException("secret inside");
        }
    }

    @Test
    void wrapsEveryResult() {
        assertThat(get("record").<Map<?, ?>>path("data")).isEqualTo(Map.of("name", "a", "size", 2));
        assertThat(get("list").<Map<?, ?>>path("data"))
                .isEqualTo(Map.of("contents", List.of(Map.of("name", "b", "size", 3))));
        assertThat(get("none").<Map<?, ?>>path("data")).isEqualTo(Map.of("contents", List.of()));
        assertThat(get("map").<Map<?, ?>>path("data")).isEqualTo(Map.of("c", 4));
        assertThat(get("text").<String>path("data")).isEqualTo("d");
    }

    @Test
    void anAcceptedOperationHasNoData() {
        var answer = given().post("/api/v1/probe/operate");
        assertEnvelope(answer, 200, "successful", "timestamp", "duration", "status", "traceId");
        assertThat(answer.<Boolean>path("successful")).isTrue();
    }

    @Test
    void wrapsRefusals() {
        var answer = get("refused/COMMON_BIND_JSON_FAILED");
        assertEnvelope(
                answer, 400, "successful", "timestamp", "duration", "status", "traceId", "error");
        assertThat(answer.<Boolean>path("successful")).isFalse();
        assertThat(answer.<Map<?, ?>>path("error"))
                .isEqualTo(
                        Map.of(
                                "errCode",
                                "Common.BindJsonFailed",
                                "message",
                                "Invalid request: because"));
        var numbered = get("refused/HEADER_DECRYPT_FAILED");
        assertEnvelope(
                numbered, 401, "successful", "timestamp", "duration", "status", "traceId", "error");
        assertThat(numbered.<Integer>path("error.code")).isEqualTo(1);
    }

    @Test
    void hidesTheDetailsOfAnUnexpectedError() {
        var answer = get("broken");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.<String>path("error.errCode")).isEqualTo("Common.Unexpected");
        assertThat(answer.asString()).doesNotContain("Exception", "secret", "dev.obtaskd");
    }

    @Test
    void usesTheLanguageOfTheCaller() {
        var answer =
                given().header("Accept-Language", "zh-CN")
                        .get("/api/v1/probe/refused/COMMON_NOT_FOUND");
        assertThat(answer.<String>path("error.message")).isEqualTo("路径不存在");
    }

    @Test
    void usesTheTraceIdOfTheCallerOrGeneratesOne() {
        assertThat(get("record").<String>path("traceId"))
                .matches("[0-9a-f]{16}")
                .isNotEqualTo(get("record").path("traceId"));
        assertThat(
                        given().header("X-OBSHELL-Trace-ID", "mine-1")
                                .get("/api/v1/probe/record")
                                .<String>path("traceId"))
                .isEqualTo("mine-1");
    }

    /** The page of obshell leaves for an error page at a 404, but not at this. */
    @Test
    void refusesOtherPathsLikeAClusterThatIsNotAvailable() {
        for (var path :
                List.of(
                        "/api/v1",
                        "/api/v1/",
                        "/api/v1/nope",
                        "/api/v1/probe/nope",
                        "/api/v1/probe/record/more")) {
            assertUnknown(given().get(path), path);
            assertUnknown(given().post(path), path);
            assertUnknown(given().options(path), path);
            assertThat(given().head(path).statusCode()).isEqualTo(500);
        }
        var answer = given().get("/api/v1/" + "x".repeat(4_000));
        assertThat(answer.<String>path("error.message")).hasSizeLessThan(400);
    }

    @Test
    void refusesOtherMethods() {
        assertNotFound(given().post("/api/v1/probe/record"));
        assertNotFound(given().delete("/api/v1/probe/record"));
        assertNotFound(given().options("/api/v1/probe/record"));
        var head = given().head("/api/v1/probe/record");
        assertThat(head.statusCode()).isEqualTo(404);
        assertThat(head.contentType()).isEqualTo("application/json");
    }

    private static void assertUnknown(Response answer, String path) {
        assertEnvelope(
                answer, 500, "successful", "timestamp", "duration", "status", "traceId", "error");
        assertThat(answer.<String>path("error.errCode")).isEqualTo("Agent.OceanBase.NotHold");
        assertThat(answer.<String>path("error.message")).contains(path);
    }

    private static void assertNotFound(Response answer) {
        assertEnvelope(
                answer, 404, "successful", "timestamp", "duration", "status", "traceId", "error");
        assertThat(answer.<String>path("error.errCode")).isEqualTo("Common.NotFound");
    }

    private static void assertEnvelope(Response answer, int status, String... keys) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(answer.<Map<String, ?>>path("$").keySet()).containsExactlyInAnyOrder(keys);
        assertThat(answer.<Integer>path("status")).isEqualTo(status);
        assertThat(answer.<Integer>path("duration")).isNotNegative();
        assertThat(answer.<String>path("timestamp"))
                .matches("[0-9T:-]{19}(\\.[0-9]*[1-9])?(Z|[+-][0-9]{2}:[0-9]{2})");
    }

    private static Response get(String path) {
        return given().get("/api/v1/probe/" + path);
    }
}
