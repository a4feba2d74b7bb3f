package dev.obtaskd.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for 127.0.0.1 that signs itself, with its key.
 *
 * @param store with both, and no password that is secret
 */
public record TestCertificate(KeyStore store) {

    private static final String ALIAS = "obtaskd";
    private static final String PASSWORD = "changeit";

    /** Generates one with the tool of the JDK. */
    public static TestCertificate generate(Path directory)
            throws IOException, InterruptedException, GeneralSecurityException {
        var file = directory.resolve("generated.p12");
        Files.deleteIfExists(file);
        var tool =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                                .toString(),
                                        "-genkeypair",
                                        "-keyalg",
                                        "EC",
                                        "-alias",
                                        ALIAS,
                                        "-dname",
                                        "CN=obtaskd",
                                        "-ext",
                                        "san=ip:127.0.0.1",
                                        "-storetype",
                                        "PKCS12",
                                        "-keystore",
                                        file.toString(),
                                        "-storepass",
                                        PASSWORD))
                        .inheritIO()
                        .start();
        if (tool.waitFor() != 0) {
            throw new IOException("keytool failed");
        }
        return new TestCertificate(KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
    }

    public X509Certificate certificate() throws GeneralSecurityException {
        return (X509Certificate) store.getCertificate(ALIAS);
    }

    /** Writes certificate and key as PEM files. */
    public void write(Path certificate, Path key) throws IOException, GeneralSecurityException {
        Files.writeString(certificate, pem("CERTIFICATE", certificate().getEncoded()));
        Files.writeString(
                key, pem("PRIVATE KEY", store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
    }

    /** A client that trusts these certificates only. */
    public static SSLContext trusting(TestCertificate... trusted)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (var one : trusted) {
            store.setCertificateEntry("trusted" + store.size(), one.certificate());
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(type, Base64.getMimeEncoder().encodeToString(der), type);
    }
}
