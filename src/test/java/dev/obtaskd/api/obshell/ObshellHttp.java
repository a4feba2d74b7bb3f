package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;

/** Base class of tests of obshell's API: a daemon, its password, and a client. */
abstract class ObshellHttp {

    @TestHTTPResource URI root;

    @ConfigProperty(name = "obtaskd.data-dir")
    Path data;

    ObshellClient client;

    @BeforeEach
    void connect() throws IOException {
        client =
                new ObshellClient(
                        root, Files.readString(data.resolve("initial-admin-password")).strip());
    }

    static void assertRefused(ObshellClient.Answer answer, int status, String errCode, int code) {
        assertThat(answer.json()).as(answer.text()).isNotNull();
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(answer.errCode()).as(answer.text()).isEqualTo(errCode);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().at("/error").has("code")).isEqualTo(code != 0);
        assertThat(answer.json().at("/error/message").textValue()).isNotBlank();
        assertThat(answer.json().get("status").intValue()).isEqualTo(status);
        assertThat(answer.text()).doesNotContain("Exception", "dev.obtaskd");
    }

    static void assertAccepted(ObshellClient.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("successful").booleanValue()).isTrue();
    }
}
