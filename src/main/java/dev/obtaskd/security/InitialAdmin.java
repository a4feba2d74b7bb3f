package dev.obtaskd.security;

import dev.obtaskd.path.PathNames;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.jboss.logging.Logger;

/**
 * Gives a new installation its first account, {@code admin}. Works before the port opens: whoever
 * can connect finds the password in its file.
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

    /** After the store, which makes the directory; the port opens when every start has returned. */
    void start(@Observes StartupEvent event) {
        ensure();
    }

    /**
     * Creates the account if there is none. The file comes first: a start that was cut short
     * between the two is finished by the next one, with the same password.
     */
    void ensure() {
        if (accounts.find(NAME).isPresent()) {
            return;
        }
        var password = file.read().orElseGet(() -> file.write(random()));
        accounts.create(
                new UserAccount(NAME, UserRole.ADMIN, PasswordHasher.hash(password.toCharArray())));
        LOG.infof("Created the account %s; its password is in %s", NAME, file.path());
    }

    private static String random() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
