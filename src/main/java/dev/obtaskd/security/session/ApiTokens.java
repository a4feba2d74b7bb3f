package dev.obtaskd.security.session;

import dev.obtaskd.account.AccountRepository;
import dev.obtaskd.account.Accounts;
import dev.obtaskd.account.ChangeAudit;
import dev.obtaskd.account.StoredToken;
import dev.obtaskd.account.StoredUser;
import dev.obtaskd.security.AccountException;
import dev.obtaskd.security.UserRole;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Bearer tokens for programs. Only the SHA-256 of a token is stored. Thread-safe. */
@ApplicationScoped
public class ApiTokens {

    /** Maximum number of tokens of a user. */
    public static final int MAX_PER_USER = 100;

    private static final int ID_BYTES = 6;
    private static final Pattern FORM =
            Pattern.compile("obt_([0-9a-f]{" + 2 * ID_BYTES + "})_([A-Za-z0-9_-]{43})");

    private final AccountRepository accounts;
    private final LastUses uses;
    private final Clock clock;

    ApiTokens(AccountRepository accounts, LastUses uses, Clock clock) {
        this.accounts = accounts;
        this.uses = uses;
        this.clock = clock;
    }

    /**
     * A new token.
     *
     * @param secret the token itself; it is shown once
     */
    public record Created(StoredToken token, String secret) {}

    /**
     * A valid token.
     *
     * @param role the lesser of its own and that of its owner
     * @param first whether it is its first use within five minutes
     */
    record Accepted(StoredToken token, UserRole role, boolean first) {}

    /** Generates a token; it is valid once it is stored with {@link #add}. */
    public Created generate(String owner, String name, UserRole role, Duration lifetime) {
        var now = clock.instant();
        var id = randomId();
        var secret = "obt_" + id + "_" + Secret.random();
        var token =
                new StoredToken(
                        id,
                        name,
                        owner,
                        role.name(),
                        Secret.hash(secret),
                        now,
                        now.plus(lifetime),
                        null);
        return new Created(token, secret);
    }

    /**
     * Stores a new token; it is durable when this returns.
     *
     * @throws AccountException if there is no such user, or it has too many tokens
     */
    public void add(Created created, ChangeAudit audit) {
        accounts.change(all -> with(created.token(), all), audit);
    }

    private static Accounts with(StoredToken token, Accounts all) {
        if (all.user(token.owner()).isEmpty()) {
            throw new AccountException(AccountException.Kind.USER_UNKNOWN);
        }
        var valid = all.withoutTokens(one -> expired(one, token.createdAt()));
        if (valid.tokens().values().stream()
                        .filter(one -> one.owner().equals(token.owner()))
                        .count()
                >= MAX_PER_USER) {
            throw new AccountException(AccountException.Kind.TOO_MANY_TOKENS);
        }
        return valid.with(token);
    }

    /** The tokens of a user that have not expired. */
    public List<StoredToken> of(String owner) {
        var now = clock.instant();
        return accounts.current().tokens().values().stream()
                .filter(token -> token.owner().equals(owner) && !expired(token, now))
                .map(token -> uses.last(token.id()).map(token::withUse).orElse(token))
                .toList();
    }

    /**
     * The token with this id.
     *
     * @param owner whose token it must be; empty for any
     * @throws AccountException if there is none
     */
    public StoredToken find(String id, Optional<String> owner) {
        return Optional.ofNullable(accounts.current().tokens().get(id))
                .filter(token -> owner.map(token.owner()::equals).orElse(true))
                .orElseThrow(() -> new AccountException(AccountException.Kind.TOKEN_UNKNOWN));
    }

    /**
     * Deletes a token; it is refused from now on.
     *
     * @throws AccountException if there is no such token
     */
    public void delete(String id, ChangeAudit audit) {
        accounts.change(
                all -> {
                    if (!all.tokens().containsKey(id)) {
                        throw new AccountException(AccountException.Kind.TOKEN_UNKNOWN);
                    }
                    return all.withoutTokens(token -> token.id().equals(id));
                },
                audit);
    }

    /** The token in a header, if it is valid; the call counts as a use of it. Does not block. */
    Optional<Accepted> use(String secret) {
        var now = clock.instant();
        var form = FORM.matcher(secret);
        if (!form.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(accounts.current().tokens().get(form.group(1)))
                .filter(token -> Secret.equal(token.secretHash(), Secret.hash(secret)))
                .flatMap(
                        token ->
                                role(token, now)
                                        .map(
                                                role ->
                                                        new Accepted(
                                                                token,
                                                                role,
                                                                uses.ofToken(token, now))));
    }

    /** The role of a token as it is now; empty if it is not valid any more. */
    Optional<UserRole> role(String id) {
        return Optional.ofNullable(accounts.current().tokens().get(id))
                .flatMap(token -> role(token, clock.instant()));
    }

    private Optional<UserRole> role(StoredToken token, Instant now) {
        return accounts.current()
                .user(token.owner())
                .filter(owner -> !owner.disabled() && !expired(token, now))
                .map(StoredUser::role)
                .map(UserRole::valueOf)
                .map(UserRole.valueOf(token.role())::lesser);
    }

    private static boolean expired(StoredToken token, Instant now) {
        return !now.isBefore(token.expiresAt());
    }

    private static String randomId() {
        var bytes = new byte[ID_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
