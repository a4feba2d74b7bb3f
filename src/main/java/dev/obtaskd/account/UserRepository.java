package dev.obtaskd.account;

import static java.util.Objects.requireNonNull;

import dev.obtaskd.store.jdbc.EpochMicros;
import dev.obtaskd.store.writer.StoreWriter;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The users of this agent. Changes are durable when a method returns. */
@ApplicationScoped
public class UserRepository {

    private final UserRows rows;
    private final StoreWriter writer;
    private final Clock clock;

    UserRepository(UserRows rows, StoreWriter writer, Clock clock) {
        this.rows = rows;
        this.writer = writer;
        this.clock = clock;
    }

    /** The user with this name. */
    public Optional<UserEntity> find(String name) {
        return QuarkusTransaction.requiringNew().call(() -> rows.findByIdOptional(name));
    }

    /** All users by name. */
    public List<UserEntity> all() {
        return QuarkusTransaction.requiringNew().call(() -> rows.list("order by name"));
    }

    /** Adds a user, or changes role and password of an existing one. */
    public void save(String name, String role, String passwordHash) {
        var user =
                new UserEntity(
                        name, role, passwordHash, requireNonNull(EpochMicros.of(clock.instant())));
        writer.runExclusively(
                () ->
                        QuarkusTransaction.requiringNew()
                                .call(() -> rows.getEntityManager().merge(user)));
    }

    /** Deletes a user; returns false if there was none. */
    public boolean delete(String name) {
        return writer.runExclusively(
                () -> QuarkusTransaction.requiringNew().call(() -> rows.deleteById(name)));
    }

    /** The Panache repository. */
    @ApplicationScoped
    static class UserRows implements PanacheRepositoryBase<UserEntity, String> {}
}
