package dev.obtaskd.exclusion;

import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;

/**
 * The exclusion matrix of the task center: two local global tasks of one host exclude each other,
 * as do two OBProxy tasks; a cluster global task excludes every cluster global and tenant task;
 * tenant tasks exclude each other if they name the same tenant. Local and cluster claims never meet
 * here; the place where they will, on request, is the host guard.
 */
public final class ExclusionRules {

    private ExclusionRules() {}

    /**
     * Decides whether a claim may be taken beside what is held. The store calls it inside the
     * transaction that takes the claim, after it has locked its gate row.
     *
     * @return {@link ClaimVerdict.Refused} with the oldest hold in the way, else {@link
     *     ClaimVerdict.Granted}
     */
    public static ClaimVerdict decide(Claim wanted, Collection<Hold> held) {
        return held.stream()
                .filter(hold -> conflict(wanted, hold.claim()))
                .min(Comparator.comparing(Hold::since).thenComparing(Hold::taskId))
                .<ClaimVerdict>map(ClaimVerdict.Refused::new)
                .orElseGet(ClaimVerdict.Granted::new);
    }

    /** Whether two unfinished tasks with these claims must not exist side by side. Symmetric. */
    public static boolean conflict(Claim one, Claim other) {
        if (!one.excludes() || !other.excludes() || one.scope() != other.scope()) {
            return false;
        }
        return switch (one.scope()) {
            case LOCAL -> one.type() == other.type() && Objects.equals(one.agent(), other.agent());
            case CLUSTER ->
                    one.type() == MaintenanceType.GLOBAL
                            || other.type() == MaintenanceType.GLOBAL
                            || Objects.equals(one.key(), other.key());
        };
    }
}
