package dev.obtaskd.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Which certificates of daemons are trusted. */
public final class TrustedCertificates {

    /** Where distributions keep them: Debian, and those that descend from Red Hat. */
    private static final List<String> BUNDLES =
            List.of(
                    "/etc/ssl/certs/ca-certificates.crt",
                    "/etc/pki/tls/certs/ca-bundle.crt",
                    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem");

    private TrustedCertificates() {}

    /**
     * Reads certificates.
     *
     * @param file PEM file with the certificates of authorities, or of the daemon itself; null for
     *     those that the system trusts
     * @throws GeneralSecurityException if the file contains no certificate
     */
    public static SSLContext of(@Nullable Path file) throws IOException, GeneralSecurityException {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        var bundle = file == null ? system() : Optional.of(file);
        trust.init(bundle.isPresent() ? store(bundle.get()) : null);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /**
     * The certificates that the host trusts. Those of the JDK, which a native executable contains,
     * are as old as the build; they are used where the host has none.
     */
    private static Optional<Path> system() {
        return BUNDLES.stream().map(Path::of).filter(Files::isReadable).findFirst();
    }

    private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(file)) {
            for (var certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca" + store.size(), certificate);
            }
        }
        if (store.size() == 0) {
            throw new GeneralSecurityException("no certificate in PEM form");
        }
        return store;
    }
}
