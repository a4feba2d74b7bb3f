package dev.obtaskd.store;

/** Gets figures of the writing thread, on that thread: an implementation must be fast. */
public interface StoreListener {

    /** Ignores everything. */
    StoreListener NONE =
            new StoreListener() {
                @Override
                public void batch(int units) {}

                @Override
                public void taskChanged(long nanos) {}
            };

    /** A transaction is durable. */
    void batch(int units);

    /**
     * A unit that created or updated a task is durable.
     *
     * @param nanos since the unit was submitted
     */
    void taskChanged(long nanos);
}
