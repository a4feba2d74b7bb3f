package dev.obtaskd;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import java.time.Clock;
import java.util.Date;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Calls and method references that the daemon must not contain. */
final class ForbiddenCalls {

    /**
     * Reads the current time without the Clock bean; {@code now(clock)} and nanoTime are allowed.
     */
    static final DescribedPredicate<JavaAccess<?>> WALL_CLOCK =
            describe(
                    "the wall clock",
                    access ->
                            access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
                                    && wallClock(target));

    static final DescribedPredicate<JavaAccess<?>> SLEEP =
            describe(
                    "a sleep",
                    access ->
                            named(access, "sleep")
                                    && (on(access, Thread.class) || on(access, TimeUnit.class)));

    static final DescribedPredicate<JavaAccess<?>> INTERRUPT =
            describe(
                    "Thread.interrupt",
                    access -> named(access, "interrupt") && on(access, Thread.class));

    static final DescribedPredicate<JavaAccess<?>> START =
            describe(
                    "ProcessBuilder.start",
                    access -> named(access, "start") && on(access, ProcessBuilder.class));

    /**
     * Calls whose results a native executable would keep from the build host, since its classes are
     * initialised at build time.
     */
    static final DescribedPredicate<JavaAccess<?>> HOST_WHEN_BUILT =
            describe(
                    "the host in a static initialiser",
                    access ->
                            access.getOrigin() instanceof JavaStaticInitializer
                                    && (on(access, System.class)
                                                    && (named(access, "getProperty")
                                                            || named(access, "getenv"))
                                            || on(access, Random.class)
                                            || on(access, ProcessHandle.class)
                                            || named(access, "randomUUID")
                                            || named(access, "nanoTime")));

    private ForbiddenCalls() {}

    private static boolean wallClock(AccessTarget.CodeUnitAccessTarget target) {
        var owner = target.getOwner();
        var name = target.getName();
        var plain = target.getRawParameterTypes().isEmpty();
        return owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis")
                || owner.isEquivalentTo(Clock.class)
                        && (name.startsWith("system") || name.startsWith("tick"))
                || owner.isEquivalentTo(Date.class) && name.equals("<init>") && plain
                || owner.getPackageName().startsWith("java.time") && name.equals("now") && plain;
    }

    private static boolean named(JavaAccess<?> access, String name) {
        return access.getTarget().getName().equals(name);
    }

    private static boolean on(JavaAccess<?> access, Class<?> type) {
        return access.getTargetOwner().isAssignableTo(type);
    }
}
