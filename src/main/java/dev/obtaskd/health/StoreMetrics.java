package dev.obtaskd.health;

import dev.obtaskd.store.LocalStoreMonitor;
import dev.obtaskd.store.StoreListener;
import dev.obtaskd.store.StoreStats;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** Metrics of the local store. */
@ApplicationScoped
class StoreMetrics implements MeterBinder {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1), Duration.ofMillis(3), Duration.ofMillis(10), Duration.ofMillis(30),
        Duration.ofMillis(100), Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(3)
    };

    private final LocalStoreMonitor store;

    StoreMetrics(LocalStoreMonitor store) {
        this.store = store;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counter(
                "commits",
                "Transactions committed by the writing thread",
                StoreStats::commits,
                registry);
        counter("fsyncs", "Times the store was forced to disk", StoreStats::fsyncs, registry);
        Gauge.builder("obtaskd.store.pending.units", store, local -> local.stats().pending())
                .description("Units of work that wait for the writing thread")
                .register(registry);
        var units =
                DistributionSummary.builder("obtaskd.store.batch.units")
                        .description("Units of work that shared one transaction")
                        .register(registry);
        var transition =
                Timer.builder("obtaskd.transition")
                        .description(
                                "From handing in a change of a task, such as a submit or the end of"
                                        + " a step, until it is durable")
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry);
        store.watch(new Meters(units, transition));
    }

    private void counter(
            String what,
            String description,
            ToDoubleFunction<StoreStats> figure,
            MeterRegistry registry) {
        FunctionCounter.builder(
                        "obtaskd.store." + what,
                        store,
                        local -> figure.applyAsDouble(local.stats()))
                .description(description)
                .register(registry);
    }

    private record Meters(DistributionSummary units, Timer transition) implements StoreListener {
        @Override
        public void batch(int size) {
            units.record(size);
        }

        @Override
        public void taskChanged(long nanos) {
            transition.record(Duration.ofNanos(nanos));
        }
    }
}
