package dev.obtaskd.torture;

import dev.obtaskd.store.BatchFault;
import dev.obtaskd.task.TaskOp;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * The end of a simulation: nothing goes wrong any more, programs end, people deal with what failed,
 * and everything must come to rest.
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
     * @throws BrokenPromiseException if it does not come
     */
    void comes() {
        if (simulation.life() == null) {
            simulation.start();
        }
        simulation.life().writer().full(false);
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
        require(simulation.programs().going().isEmpty(), "programs go on");
    }

    private void forEachFailed(TaskOp op) {
        for (var task : simulation.stored().tasks()) {
            if (task.state().failed()) {
                simulation.people().operate(task, op);
                settle();
            }
        }
    }

    /** Until nothing goes on and nothing is due. */
    private void settle() {
        for (int round = 0; round < ROUNDS; round++) {
            round();
            simulation.check();
            if (atRest()) {
                resting();
                return;
            }
        }
        throw new BrokenPromiseException(DaemonPromise.STUCK, "it does not come to rest");
    }

    private void round() {
        simulation.reopen();
        simulation.turnIfWoken();
        simulation.serve(Integer.MAX_VALUE, BatchFault.NONE);
        while (simulation.life().later() > 0) {
            simulation.life().doLater(0);
        }
        for (int thread = simulation.life().threads() - 1; thread >= 0; thread--) {
            simulation.goOn(thread);
        }
        simulation
                .programs()
                .going()
                .forEach(program -> simulation.end(program, random.nextInt(6)));
        simulation
                .life()
                .nextDue()
                .filter(due -> simulation.programs().going().isEmpty())
                .ifPresent(due -> simulation.clock().pass(untilAfter(due)));
    }

    private Duration untilAfter(Instant due) {
        var left = Duration.between(simulation.clock().instant(), due);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private boolean atRest() {
        return simulation.up()
                && simulation.programs().going().isEmpty()
                && simulation.life().nextDue().isEmpty()
                && simulation.life().threads() == 0
                && simulation.life().later() == 0
                && simulation.life().writer().waiting() == 0;
    }

    private void resting() {
        require(simulation.life().idle(), "something still goes on");
        for (var task : simulation.stored().tasks()) {
            require(
                    task.state().terminal() || task.state().failed(),
                    "task " + task.id() + " rests in the state " + task.state());
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new BrokenPromiseException(DaemonPromise.STUCK, otherwise);
        }
    }
}
