package dev.obtaskd.cli.client;

import dev.obtaskd.api.v2.wire.Problem;

/** The daemon has answered a request with an error. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    RefusedException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
