package dev.obtaskd.store;

/** Is told what the writing thread has done, on that thread: whoever watches must be quick. */
public interface StoreListener {

    /** Looks at nothing. */
    StoreListener NOBODY =
            new StoreListener() {
                @Override
                public void batch(int units) {}

                @Override
                public void moved(long nanos) {}
            };

    /** One transaction is durable. */
    void batch(int units);

    /** A unit that made or changed a task is durable, so long after it was handed in. */
    void moved(long nanos);
}
