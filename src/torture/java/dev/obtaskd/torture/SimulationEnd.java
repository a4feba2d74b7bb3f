package dev.obtaskd.torture;

import dev.obtaskd.store.BatchFault;
import dev.obtaskd.task.TaskOp;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * The end of a simulation: no more faults occur, programs end, callers resolve failed tasks, and
 * every task must come to an end.
 */
final class SimulationEnd {

    private static final int ROUNDS = 400;

    private final Simulation simulation;
    private final Random random;

    SimulationEnd(Simulation simulation, long seed) {
        this.simulation = simulation;
        this.random = new Random(~seed);
    }

    /**
     * @throws BrokenPromiseException if a task remains unfinished
     */
    void run() {
        if (simulation.daemon() == null) {
            simulation.start();
        }
        simulation.daemon().writer().full(false);
        settle();
        for (int round = 0; round < 3; round++) {
            forEachFailed(TaskOp.values()[random.nextInt(2)]);
            settle();
        }
        forEachFailed(TaskOp.ABANDON);
        settle();
        for (var task : simulation.stored().tasks()) {
            require(task.state().terminal(), "task " + task.id() + " is still " + task.state());
        }
        require(
                simulation.stored().holds().isEmpty(),
                "still held: " + simulation.stored().holds());
        require(simulation.programs().running().isEmpty(), "programs are still running");
    }

    private void forEachFailed(TaskOp op) {
        for (var task : simulation.stored().tasks()) {
            if (task.state().failed()) {
                simulation.callers().operate(task, op);
                settle();
            }
        }
    }

    /** Runs until nothing is running and nothing is due. */
    private void settle() {
        for (int round = 0; round < ROUNDS; round++) {
            round();
            simulation.check();
            if (idle()) {
                checkIdle();
                return;
            }
        }
        throw new BrokenPromiseException(DaemonPromise.STUCK, "the daemon does not become idle");
    }

    private void round() {
        simulation.reopen();
        simulation.runLoopIfDue();
        simulation.serve(Integer.MAX_VALUE, BatchFault.NONE);
        while (simulation.daemon().later() > 0) {
            simulation.daemon().doLater(0);
        }
        for (int thread = simulation.daemon().threads() - 1; thread >= 0; thread--) {
            simulation.continueThread(thread);
        }
        simulation
                .programs()
                .running()
                .forEach(program -> simulation.end(program, random.nextInt(6)));
        simulation
                .daemon()
                .nextDue()
                .filter(due -> simulation.programs().running().isEmpty())
                .ifPresent(due -> simulation.clock().pass(untilAfter(due)));
    }

    private Duration untilAfter(Instant due) {
        var left = Duration.between(simulation.clock().instant(), due);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private boolean idle() {
        return simulation.up()
                && simulation.programs().running().isEmpty()
                && simulation.daemon().nextDue().isEmpty()
                && simulation.daemon().threads() == 0
                && simulation.daemon().later() == 0
                && simulation.daemon().writer().waiting() == 0;
    }

    private void checkIdle() {
        require(simulation.daemon().idle(), "the daemon is not idle");
        for (var task : simulation.stored().tasks()) {
            require(
                    task.state().terminal() || task.state().failed(),
                    "task " + task.id() + " stays in the state " + task.state());
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new BrokenPromiseException(DaemonPromise.STUCK, otherwise);
        }
    }
}
