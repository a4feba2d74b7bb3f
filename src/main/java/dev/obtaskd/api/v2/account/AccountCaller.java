package dev.obtaskd.api.v2.account;

import dev.obtaskd.account.AccountRepository;
import dev.obtaskd.account.AuditedChange;
import dev.obtaskd.account.ChangeAudit;
import dev.obtaskd.api.v2.http.ChangeRequest;
import dev.obtaskd.api.v2.http.ExceptionMappers;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.security.AccountAudit;
import dev.obtaskd.security.AccountException;
import dev.obtaskd.security.AuditActor;
import dev.obtaskd.security.LoginMethod;
import dev.obtaskd.security.RootPasswordCheck;
import dev.obtaskd.security.UserNames;
import dev.obtaskd.store.AuditEntry.ObjectType;
import dev.obtaskd.store.AuditEntry.Result;
import dev.obtaskd.store.StoreUnavailableException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** The caller of a request about accounts; audits what it changes. */
@ApplicationScoped
class AccountCaller {

    private static final String FAILED = "internal";

    private final SecurityIdentity identity;
    private final ChangeRequest.Reader requests;
    private final AccountRepository accounts;
    private final AccountAudit audit;

    AccountCaller(
            SecurityIdentity identity,
            ChangeRequest.Reader requests,
            AccountRepository accounts,
            AccountAudit audit) {
        this.identity = identity;
        this.requests = requests;
        this.accounts = accounts;
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
     * Makes a change; its audit entry is stored with it. A change that is refused or fails is
     * audited, too.
     */
    <T> T audited(
            HttpServerRequest request, AuditedChange audited, Function<ChangeAudit, T> change) {
        var actor = actor(request);
        try {
            return change.apply(audit.accepted(actor, audited));
        } catch (AccountException refused) {
            var named =
                    audited.type() == ObjectType.USER && !UserNames.ofUser(audited.objectId())
                            ? audited.withUnknownId()
                            : audited;
            refused(actor, named, ExceptionMappers.problem(refused));
            throw refused;
        } catch (ProblemException refused) {
            refused(actor, audited, refused);
            throw refused;
        } catch (StoreUnavailableException lost) {
            throw lost;
        } catch (RuntimeException failure) {
            audit.notMade(actor, audited, accounts.current(), Result.FAILED, FAILED);
            throw failure;
        }
    }

    private void refused(AuditActor actor, AuditedChange change, ProblemException why) {
        audit.notMade(actor, change, accounts.current(), Result.REFUSED, why.code().word());
    }

    private AuditActor actor(HttpServerRequest request) {
        var actor = requests.actor(request);
        return new AuditActor(actor.user(), actor.role(), actor.source(), actor.address());
    }
}
