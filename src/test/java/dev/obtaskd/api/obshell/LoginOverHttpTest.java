package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Authentication by an encrypted header. */
@QuarkusTest
class LoginOverHttpTest extends ObshellHttp {

    private static final String LOOK = "/api/v1/guarded/look";
    private static final String ACT = "/api/v1/guarded/act";
    private static final String DECRYPT_FAILED = "Security.Authentication.Header.DecryptFailed";

    @Test
    void acceptsBothHeadersWithAnyBlockSize() {
        for (var chunk : new int[] {ObshellClient.SDK, ObshellClient.PAGE, 17}) {
            assertAccepted(client.call("GET", LOOK).chunks(chunk).send());
            assertAccepted(client.call("GET", LOOK).agent().chunks(chunk).send());
        }
    }

    @Test
    void readsKeysCaseInsensitivelyAndIgnoresUnknownOnes() {
        assertAccepted(client.call("GET", LOOK).lowerCase().send());
        assertAccepted(
                client.call("GET", LOOK).with("ForwardType", 0).with("Token", List.of()).send());
        assertAccepted(client.call("GET", LOOK).with("Keys", null).with("session_id", null).send());
        assertAccepted(client.call("GET", LOOK).without("Keys").send());
    }

    @Test
    void refusesAWrongPasswordWithTheCodeOfItsHeader() {
        assertRefused(
                client.call("GET", LOOK).with("Auth", "x").send(),
                401,
                "Security.Authentication.IncorrectOceanbasePassword",
                10008);
        assertRefused(
                client.call("GET", LOOK).agent().with("Auth", "x").send(),
                401,
                "Security.Authentication.IncorrectAgentPassword",
                10008);
    }

    @Test
    void refusesAnEmptyPassword() {
        for (var call : List.of(client.call("GET", LOOK), client.call("GET", LOOK).agent())) {
            assertThat(call.with("Auth", "").send().status()).isEqualTo(401);
            assertThat(call.with("Auth", null).send().status()).isEqualTo(401);
            assertThat(call.without("Auth").send().status()).isEqualTo(401);
            assertThat(call.without("Ts").send().status()).isEqualTo(401);
        }
    }

    @Test
    void requiresAHeaderForProtectedPaths() {
        assertRefused(client.plain("GET", LOOK), 400, "Request.Header.NotFound", 0);
        assertRefused(client.plain("POST", ACT), 400, "Request.Header.NotFound", 0);
        assertThat(GuardedResource.runs("act")).isZero();
    }

    @Test
    void refusesOtherCredentials() {
        var basic = Base64.getEncoder().encodeToString("admin:x".getBytes(StandardCharsets.UTF_8));
        assertRefused(
                client.call("GET", LOOK)
                        .header("Authorization", "Basic " + basic)
                        .with("Auth", "")
                        .send(),
                401,
                "Security.Authentication.IncorrectOceanbasePassword",
                10008);
    }

    @Test
    void refusesUnreadableHeadersOnEveryPath() {
        var clear = "{\"Auth\":\"\",\"Ts\":\"1\",\"Uri\":\"" + LOOK + "\"}";
        for (var target : List.of(LOOK, "/api/v1/info", "/api/v1/nope")) {
            var call = client.call("GET", target);
            for (var header :
                    List.of(
                            "",
                            "garbage",
                            clear,
                            "AAAA",
                            Base64.getEncoder().encodeToString(new byte[256]),
                            "A".repeat(342) + "==",
                            "x".repeat(20_000))) {
                assertRefused(call.sealAs(header).send(), 401, DECRYPT_FAILED, 1);
            }
            assertRefused(client.call("GET", target).with("Ts", 5).send(), 401, DECRYPT_FAILED, 1);
            assertRefused(
                    client.call("GET", target).with("Keys", "no base64").send(),
                    401,
                    DECRYPT_FAILED,
                    1);
        }
    }

    @Test
    void requiresTheExactUri() {
        assertAccepted(client.get(LOOK + "?show_details=true&x=%2f"));
        for (var other :
                List.of(
                        LOOK,
                        LOOK + "?show_details=true&x=/",
                        LOOK + "?x=%2f&show_details=true",
                        "")) {
            assertRefused(
                    client.call("GET", LOOK + "?show_details=true&x=%2f").with("Uri", other).send(),
                    401,
                    "Security.Authentication.Header.UriMismatch",
                    10008);
        }
    }

    @Test
    void requiresATimestampWithinTheLimit() {
        assertAccepted(
                client.call("GET", LOOK)
                        .with("Ts", Long.toString(Instant.now().getEpochSecond() + 3_590))
                        .send());
        for (var far :
                List.of(
                        Instant.now().getEpochSecond() + 3_660,
                        9_999_999_999L,
                        Long.MAX_VALUE / 1_000)) {
            assertThat(client.call("GET", LOOK).with("Ts", far.toString()).send().errCode())
                    .startsWith("Security.Authentication.")
                    .matches(".*(Expired|Timestamp.Invalid)");
        }
        assertRefused(
                client.call("GET", LOOK)
                        .with("Ts", Long.toString(Instant.now().getEpochSecond() + 3_660))
                        .send(),
                401,
                "Security.Authentication.Expired",
                10008);
        for (var passed :
                List.of(Instant.now().getEpochSecond() - 1, 0L, -5L, Long.MIN_VALUE / 1_000)) {
            assertThat(client.call("GET", LOOK).with("Ts", passed.toString()).send().status())
                    .isEqualTo(401);
        }
        assertRefused(
                client.call("GET", LOOK).with("Ts", "1").send(),
                401,
                "Security.Authentication.Expired",
                10008);
        assertRefused(
                client.call("GET", LOOK).agent().with("Auth", "x").with("Ts", "1").send(),
                401,
                "Security.Authentication.Expired",
                10008);
        for (var none : List.of("soon", "", "1.5", "9999999999999999999999")) {
            assertRefused(
                    client.call("GET", LOOK).with("Ts", none).send(),
                    401,
                    "Security.Authentication.Timestamp.Invalid",
                    10008);
        }
    }

    @Test
    void decryptsBodiesOfAnyMediaType() {
        for (var text : List.of("{}", "{\"operator\":\"RETRY\"}", "中文", "x".repeat(100_000))) {
            assertThat(client.post("/api/v1/guarded/body", text).data().get("body").textValue())
                    .isEqualTo(text);
        }
        var typed =
                client.call("POST", "/api/v1/guarded/body")
                        .header("Content-Type", "application/json")
                        .body("{}")
                        .send();
        assertThat(typed.data().get("body").textValue()).isEqualTo("{}");
        assertThat(
                        client.call("POST", "/api/v1/guarded/body")
                                .send()
                                .data()
                                .get("body")
                                .textValue())
                .isEmpty();
    }

    @Test
    void refusesBodiesItCannotDecrypt() {
        var clear = "{\"operator\":\"RETRY\"}".getBytes(StandardCharsets.UTF_8);
        assertRefused(
                client.call("POST", ACT).without("Keys").rawBody(clear).send(),
                500,
                "Request.Body.Decrypt.AES.KeyAndIv.Invalid",
                0);
        assertRefused(
                client.call("POST", ACT).with("Keys", "AAAA").rawBody(clear).send(),
                500,
                "Request.Body.Decrypt.AES.KeyAndIv.Invalid",
                0);
        assertRefused(client.call("POST", ACT).rawBody(clear).send(), 500, "Common.Unexpected", 0);
        assertRefused(
                client.call("POST", ACT).rawBody("AAAA".getBytes(StandardCharsets.UTF_8)).send(),
                500,
                "Request.Body.Decrypt.AES.ContentLength.Invalid",
                0);
        assertRefused(
                client.call("POST", ACT).undecryptableBody().send(), 500, "Common.Unexpected", 0);
        var large = new byte[1_100_000];
        Arrays.fill(large, (byte) 'A');
        assertRefused(
                client.call("POST", ACT).rawBody(large).send(), 400, "Request.Body.ReadFailed", 0);
        assertThat(GuardedResource.runs("act")).isZero();
    }

    @Test
    void checksThePasswordBeforeTheBody() {
        assertRefused(
                client.call("POST", ACT).with("Auth", "x").undecryptableBody().send(),
                401,
                "Security.Authentication.IncorrectOceanbasePassword",
                10008);
    }

    @Test
    void usesTheLanguageOfTheCaller() {
        var refused =
                client.call("GET", LOOK)
                        .with("Auth", "x")
                        .header("Accept-Language", "zh-CN,zh;q=0.9")
                        .send();
        assertThat(refused.json().at("/error/message").textValue()).isEqualTo("未授权: 密码错误");
    }

    @Test
    void reportsUnknownPathsAfterAuthentication() {
        assertRefused(client.get("/api/v1/nope"), 500, "Agent.OceanBase.NotHold", 0);
        assertRefused(client.call("DELETE", LOOK).send(), 404, "Common.NotFound", 0);
    }
}
