package dev.obtaskd.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A fault-injection test whose failures are counted in the {@link TortureReport}: a failure that
 * the test has not counted itself counts as a loss. Applies only if a seed is given; without one,
 * every test chooses its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(TortureTest.Failures.class)
public @interface TortureTest {

    /** Compares the report before and after the test. */
    final class Failures implements BeforeTestExecutionCallback, AfterTestExecutionCallback {

        private static final Namespace OURS = Namespace.create(TortureTest.class);

        @Override
        public void beforeTestExecution(ExtensionContext test) throws Exception {
            var seed = Long.getLong("obtaskd.seed");
            if (seed != null) {
                test.getStore(OURS).put("before", TortureReport.soFar(seed));
            }
        }

        @Override
        public void afterTestExecution(ExtensionContext test) throws Exception {
            var before = test.getStore(OURS).get("before", TortureReport.class);
            if (before != null
                    && test.getExecutionException().isPresent()
                    && TortureReport.soFar(before.seed()).broken() == before.broken()) {
                System.out.println(
                        test.getDisplayName()
                                + ": "
                                + new TortureReport(before.seed(), 0, 0, 1, 0, 0, 0, 0).add());
            }
        }
    }
}
