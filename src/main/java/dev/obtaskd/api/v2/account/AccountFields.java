package dev.obtaskd.api.v2.account;

import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.security.UserNames;
import dev.obtaskd.security.UserRole;
import dev.obtaskd.security.user.PasswordPolicy;
import dev.obtaskd.text.Messages;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks the fields of bodies about accounts. Passwords are never repeated in a problem. */
final class AccountFields {

    static final int MAX_TOKEN_NAME = 100;
    static final int MAX_DAYS = 365;

    private static final Messages MESSAGES = Messages.of("account");
    private static final String ROLES =
            Arrays.stream(UserRole.values()).map(UserRole::name).collect(Collectors.joining(", "));

    /** The daemon itself is the actor with this name in the audit. */
    private static final String DAEMON = "system";

    private AccountFields() {}

    /** A field that must be present; its value is not checked. */
    static String required(String field, @Nullable String value) {
        if (value == null) {
            throw ProblemException.malformed(field, null, MESSAGES.text("field.missing"));
        }
        return value;
    }

    static String userName(@Nullable String value) {
        var name = required("/name", value);
        if (!UserNames.ofUser(name) || name.equals(DAEMON)) {
            throw ProblemException.malformed(
                    "/name", name, MESSAGES.text("field.user-name", UserNames.FORM, DAEMON));
        }
        return name;
    }

    static @Nullable UserRole role(@Nullable String value) {
        if (value == null) {
            return null;
        }
        return Arrays.stream(UserRole.values())
                .filter(role -> role.name().equals(value))
                .findFirst()
                .orElseThrow(
                        () ->
                                ProblemException.malformed(
                                        "/role", value, MESSAGES.text("field.role", ROLES)));
    }

    static UserRole requiredRole(@Nullable String value) {
        var role = role(required("/role", value));
        if (role == null) {
            throw new IllegalStateException("a required role is missing");
        }
        return role;
    }

    static String newPassword(String field, String userName, @Nullable String value) {
        var password = required(field, value);
        if (!PasswordPolicy.accepts(userName, password)) {
            throw ProblemException.malformed(
                    field,
                    null,
                    MESSAGES.text(
                            "field.password",
                            PasswordPolicy.MIN_LENGTH,
                            PasswordPolicy.MAX_LENGTH));
        }
        return password;
    }

    static String tokenName(@Nullable String value) {
        var name = required("/name", value);
        if (name.isBlank()
                || name.length() > MAX_TOKEN_NAME
                || name.codePoints().anyMatch(Character::isISOControl)) {
            throw ProblemException.malformed(
                    "/name", name, MESSAGES.text("field.token-name", MAX_TOKEN_NAME));
        }
        return name;
    }

    static int days(@Nullable Integer value) {
        var days = value == null ? 90 : value;
        if (days < 1 || days > MAX_DAYS) {
            throw ProblemException.malformed(
                    "/expiresInDays",
                    Integer.toString(days),
                    MESSAGES.text("field.days", MAX_DAYS));
        }
        return days;
    }
}
