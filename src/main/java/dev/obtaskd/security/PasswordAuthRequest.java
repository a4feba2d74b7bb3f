package dev.obtaskd.security;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import java.util.List;

/** An authentication request by password. */
public final class PasswordAuthRequest extends BaseAuthenticationRequest {

    private final List<String> names;
    private final char[] password;

    /**
     * @param names accounts that the password may belong to, in the order of checking
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
