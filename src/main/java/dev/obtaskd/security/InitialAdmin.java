package dev.obtaskd.security;

import dev.obtaskd.path.PathNames;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.jboss.logging.Logger;

/**
 * Creates the first account {@code admin} of a new installation before the port opens, so that the
 * password file exists when the first client connects.
 */
@ApplicationScoped
public class InitialAdmin {

    /** Name of the first account. */
    public static final String NAME = "admin";

    private static final Logger LOG = Logger.getLogger(InitialAdmin.class);
    private static final int PASSWORD_BYTES = 18;

    private final AccountStore accounts;
    private final PasswordFile file;

    @Inject
    InitialAdmin(AccountStore accounts, SecuritySettings settings) {
        this(accounts, PathNames.path(settings.dataDir()));
    }

    InitialAdmin(AccountStore accounts, Path dataDir) {
        this.accounts = accounts;
        this.file = new PasswordFile(dataDir.resolve("initial-admin-password"));
    }

    /**
     * Runs after the store has created the directory; the port opens when all start observers have
     * returned.
     */
    void start(@Observes StartupEvent event) {
        ensure();
    }

    /**
     * Creates the account if there is no account at all. The file is written first: the next start
     * completes an interrupted one with the same password.
     */
    void ensure() {
        if (!accounts.isEmpty()) {
            return;
        }
        // A file of an earlier start may have been changed by the operator.
        var hash =
                file.read()
                        .map(kept -> PasswordHasher.hash(kept.toCharArray()))
                        .orElseGet(() -> PasswordHasher.hashRandom(writeRandom().toCharArray()));
        accounts.create(new UserAccount(NAME, UserRole.ADMIN, hash));
        LOG.infof("Created the account %s; its password is in %s", NAME, file.path());
    }

    /** Whether a user still has the password of the file. */
    public boolean hasInitialPassword(String name) {
        return name.equals(NAME) && Files.exists(file.path(), LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether the file is there with another password than the one of a hash. */
    public boolean isOutdated(String passwordHash) {
        return file.read()
                .filter(password -> !PasswordHasher.matches(password.toCharArray(), passwordHash))
                .isPresent();
    }

    /** Deletes the file after the password of a user changed; it matters for {@link #NAME} only. */
    public void passwordChanged(String name) {
        if (name.equals(NAME)) {
            file.delete();
        }
    }

    private String writeRandom() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return file.write(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
