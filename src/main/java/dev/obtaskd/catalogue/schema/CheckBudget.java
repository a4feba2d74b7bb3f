package dev.obtaskd.catalogue.schema;

import com.networknt.schema.path.NodePath;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The work that the check of one request may take: {@value #STEPS} steps of about ten nanoseconds,
 * a tenth of a second. Counted instead of timed, so that the result does not depend on the load of
 * the host.
 */
public final class CheckBudget {

    private static final Messages MESSAGES = Messages.of("catalogue");
    private static final long STEPS = 10_000_000;
    private static final ScopedValue<CheckBudget> CURRENT = ScopedValue.newInstance();

    private long left = STEPS;
    private @Nullable NodePath place;

    private CheckBudget() {}

    /**
     * Runs work within a new budget.
     *
     * @throws Spent if it takes more than that
     */
    public static <T> T within(Supplier<T> work) {
        return ScopedValue.where(CURRENT, new CheckBudget()).call(work::get);
    }

    /** Counts steps; without a budget it does nothing. */
    public static void spend(long steps) {
        if (CURRENT.isBound() && (CURRENT.get().left -= steps) < 0) {
            throw new Spent(CURRENT.get().place);
        }
    }

    /** Records which value is being checked. */
    static void at(NodePath place) {
        if (CURRENT.isBound()) {
            CURRENT.get().place = place;
        }
    }

    /** The work takes more than is allowed. */
    public static final class Spent extends RuntimeException {

        private final transient @Nullable NodePath place;

        private Spent(@Nullable NodePath place) {
            super("takes too long to check", null, false, false);
            this.place = place;
        }

        /** What is wrong, read after the name of the value. */
        public LocalizedText reason() {
            return MESSAGES.text("schema.budget", STEPS);
        }

        /** The member of the checked object at which the work ended, if it is known. */
        public Optional<String> member() {
            return Optional.ofNullable(place)
                    .filter(path -> path.getNameCount() > 0)
                    .map(path -> String.valueOf((Object) path.getElement(0)));
        }
    }
}
