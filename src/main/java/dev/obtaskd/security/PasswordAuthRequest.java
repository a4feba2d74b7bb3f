package dev.obtaskd.security;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import java.util.List;

/** Somebody presents a password. */
public final class PasswordAuthRequest extends BaseAuthenticationRequest {

    private final List<String> names;
    private final char[] password;

    /**
     * @param names of the accounts that it may be the password of, the one to try first at the
     *     beginning
     */
    public PasswordAuthRequest(List<String> names, char[] password) {
        this.names = names;
        this.password = password;
    }

    List<String> names() {
        return names;
    }

    char[] password() {
        return password;
    }
}
