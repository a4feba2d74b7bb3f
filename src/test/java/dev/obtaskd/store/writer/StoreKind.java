package dev.obtaskd.store.writer;

import dev.obtaskd.id.StoreScope;
import dev.obtaskd.store.SteppedStore;

/** The implementations of the store port that run under the contract tests. */
enum StoreKind {
    MEMORY,
    H2;

    /**
     * @param name of the database, in this process
     */
    SteppedStore open(StoreScope scope, String name) {
        return switch (this) {
            case MEMORY -> new InMemoryStore(scope);
            case H2 ->
                    new InMemoryH2Store(
                            scope, name, (sha256, document) -> StoreFixture.GRAPHS.get(sha256));
        };
    }
}
