package dev.obtaskd.store;

/** An event for a subscriber of a store. */
public sealed interface StoreEvent permits TaskChange, StoreEvent.Overflow {

    /**
     * Events were dropped because the subscriber was too slow: it has to read its tasks again.
     * Later changes follow as usual.
     */
    record Overflow() implements StoreEvent {}
}
