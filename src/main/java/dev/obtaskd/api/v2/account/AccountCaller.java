package dev.obtaskd.api.v2.account;

import dev.obtaskd.api.v2.http.ChangeRequest;
import dev.obtaskd.api.v2.http.ExceptionMappers;
import dev.obtaskd.security.AccountAudit;
import dev.obtaskd.security.AccountAudit.ObjectType;
import dev.obtaskd.security.AccountException;
import dev.obtaskd.security.AuditActor;
import dev.obtaskd.security.LoginMethod;
import dev.obtaskd.security.RootPasswordCheck;
import dev.obtaskd.security.UserNames;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The caller of a request about accounts; audits what it changes. */
@ApplicationScoped
class AccountCaller {

    private final SecurityIdentity identity;
    private final ChangeRequest.Reader requests;
    private final AccountAudit audit;

    AccountCaller(SecurityIdentity identity, ChangeRequest.Reader requests, AccountAudit audit) {
        this.identity = identity;
        this.requests = requests;
        this.audit = audit;
    }

    /** Name of the account. */
    String name() {
        return identity.getPrincipal().getName();
    }

    /** Whether the account is neither of OceanBase nor of the local socket. */
    boolean local() {
        return LoginMethod.of(identity) != LoginMethod.SOCKET
                && !name().equals(RootPasswordCheck.NAME);
    }

    /**
     * @throws AccountException for an account that is not one of the local store
     */
    void requireLocal() {
        if (!local()) {
            throw new AccountException(AccountException.Kind.EXTERNAL);
        }
    }

    /** Whether the account has the role ADMIN. */
    boolean admin() {
        return identity.hasRole("ADMIN");
    }

    SecurityIdentity identity() {
        return identity;
    }

    /**
     * Runs a change and audits it, also if it is refused.
     *
     * @param before the object before; null if there is none
     * @param after describes the object after; its result may be null
     */
    <T> T audited(
            HttpServerRequest request,
            String action,
            ObjectType type,
            String objectId,
            @Nullable String before,
            Supplier<T> change,
            Function<T, @Nullable String> after) {
        var actor = actor(request);
        try {
            var result = change.get();
            audit.record(actor, action, type, objectId, before, after.apply(result), null);
            return result;
        } catch (AccountException refused) {
            var known = type != ObjectType.USER || UserNames.ofUser(objectId);
            audit.record(
                    actor,
                    action,
                    type,
                    known ? objectId : "-",
                    before,
                    null,
                    ExceptionMappers.problem(refused).code().word());
            throw refused;
        }
    }

    private AuditActor actor(HttpServerRequest request) {
        var actor = requests.actor(request);
        return new AuditActor(actor.user(), actor.role(), actor.source(), actor.address());
    }
}
