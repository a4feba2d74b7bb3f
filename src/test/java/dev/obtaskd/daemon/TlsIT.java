package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obtaskd.testing.HeldOutput;
import dev.obtaskd.testing.RawConnection;
import dev.obtaskd.testing.TestCertificate;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that other hosts reach by TLS only, configured as the README says. */
class TlsIT {

    private static final String LIVE = "GET /q/health/live HTTP/1.1\r\nHost: a\r\n";

    @TempDir Path directory;

    private TestCertificate first;
    private Path certificate;
    private Path key;
    private DaemonProcess daemon;

    @BeforeEach
    void start() throws Exception {
        first = TestCertificate.generate(directory);
        certificate = directory.resolve("tls.crt");
        key = directory.resolve("tls.key");
        first.write(certificate, key);
        daemon =
                new DaemonProcess(
                        directory.resolve("data"),
                        Files.createDirectory(directory.resolve("operations")));
        daemon.launch(
                "-Dquarkus.http.host=0.0.0.0",
                "-Dquarkus.http.ssl-port=" + daemon.port(),
                "-Dquarkus.http.insecure-requests=disabled",
                "-Dquarkus.tls.key-store.pem.0.cert=" + certificate,
                "-Dquarkus.tls.key-store.pem.0.key=" + key,
                "-Dquarkus.tls.reload-period=30s",
                "-Dobtaskd.http.request-timeout=2s");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> get("/q/health/ready").statusCode() == 200);
    }

    @AfterEach
    void stop() throws Exception {
        daemon.kill();
    }

    @Test
    void servesEverythingWithTlsAndFollowsTheFiles() throws Exception {
        everyResponseHasTheSecurityHeaders();
        theFirstRequestIsObservedEvenIfItArrivesWithTheHandshake();
        aRefusedBodyIsAnswered();
        refusesPlainRequests();
        abortsAnUnfinishedHandshake();
        loadsANewCertificateOnASignal();
        loadsANewCertificateWithoutARestart();
    }

    private void everyResponseHasTheSecurityHeaders() throws Exception {
        for (var head :
                List.of(
                        LIVE,
                        "GET /api/v2/tasks HTTP/1.1\r\nHost: a\r\n",
                        "GET /api/v1/info HTTP/1.1\r\nHost: a\r\n",
                        "GET /api//v2 HTTP/1.1\r\nHost: a\r\n",
                        "NONSENSE\r\n")) {
            try (var socket = connect()) {
                assertSecured(exchange(socket, head + "Connection: close\r\n\r\n"));
            }
        }
    }

    private void theFirstRequestIsObservedEvenIfItArrivesWithTheHandshake() throws Exception {
        var wire = new HeldOutput("127.0.0.1", daemon.port());
        try (var socket = secured(wire)) {
            socket.startHandshake();
            socket.getOutputStream()
                    .write((LIVE + "Connection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            wire.release();
            assertSecured(rest(socket));
        }
    }

    private void aRefusedBodyIsAnswered() throws Exception {
        try (var socket = connect()) {
            var out = socket.getOutputStream();
            out.write(
                    ("POST /api/v2/tasks HTTP/1.1\r\nHost: a\r\nContent-Length: 104857600\r\n"
                                    + "Content-Type: application/json\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            out.write(new byte[256 * 1024]);
            assertThat(rest(socket)).startsWith("HTTP/1.1 413").contains("body.too-large");
        }
    }

    private void refusesPlainRequests() throws IOException {
        try (var wire = RawConnection.to(URI.create("http://127.0.0.1:" + daemon.port()))) {
            assertThat(wire.say(LIVE + "\r\n").rest()).doesNotContain("HTTP/1.1 200");
        }
    }

    private void abortsAnUnfinishedHandshake() throws IOException {
        try (var wire = new Socket("127.0.0.1", daemon.port())) {
            wire.setSoTimeout(20_000);
            wire.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1});
            assertThat(wire.getInputStream().readAllBytes()).isEmpty();
        }
    }

    /** Long before the files would be read again. */
    private void loadsANewCertificateOnASignal() throws Exception {
        var before = first;
        first = TestCertificate.generate(directory);
        first.write(certificate, key);
        new ProcessBuilder("kill", "-HUP", "" + daemon.pid()).start().waitFor();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .ignoreExceptionsInstanceOf(SSLException.class)
                .until(() -> presented(before, first).equals(first.certificate()));
    }

    private void loadsANewCertificateWithoutARestart() throws Exception {
        var second = TestCertificate.generate(directory);
        assertThat(presented(first, second)).isEqualTo(first.certificate());
        try (var open = connect()) {
            second.write(certificate, key);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofSeconds(1))
                    // Certificate and key are two files, and may be read between their changes.
                    .ignoreExceptionsInstanceOf(SSLException.class)
                    .until(() -> presented(first, second).equals(second.certificate()));
            assertThat(open.isConnected()).isTrue();
        }
        assertThatThrownBy(() -> get("/q/health/live")).isInstanceOf(IOException.class);
    }

    private static void assertSecured(String answer) {
        assertThat(answer)
                .containsIgnoringCase("\r\nStrict-Transport-Security: max-age=31536000\r\n")
                .containsIgnoringCase("\r\nX-Content-Type-Options: nosniff\r\n")
                .containsIgnoringCase("\r\nX-Frame-Options: DENY\r\n")
                .containsIgnoringCase("\r\nReferrer-Policy: same-origin\r\n")
                .containsIgnoringCase("\r\nCache-Control: no-store\r\n")
                .containsIgnoringCase("\r\nContent-Security-Policy: default-src 'none'; ");
    }

    private Certificate presented(TestCertificate... trusted) throws Exception {
        try (var socket =
                (SSLSocket)
                        TestCertificate.trusting(trusted)
                                .getSocketFactory()
                                .createSocket("127.0.0.1", daemon.port())) {
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    private SSLSocket connect() throws IOException, GeneralSecurityException {
        return secured(new Socket("127.0.0.1", daemon.port()));
    }

    private SSLSocket secured(Socket socket) throws IOException, GeneralSecurityException {
        var secured =
                (SSLSocket)
                        TestCertificate.trusting(first)
                                .getSocketFactory()
                                .createSocket(socket, "127.0.0.1", daemon.port(), true);
        secured.setSoTimeout(20_000);
        return secured;
    }

    private static String exchange(SSLSocket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return rest(socket);
    }

    private static String rest(SSLSocket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (var client =
                HttpClient.newBuilder().sslContext(TestCertificate.trusting(first)).build()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + daemon.port() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
