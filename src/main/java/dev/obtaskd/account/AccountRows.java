package dev.obtaskd.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads and writes the rows of accounts, inside a transaction of the caller. */
@ApplicationScoped
class AccountRows {

    private final EntityManager entities;

    AccountRows(EntityManager entities) {
        this.entities = entities;
    }

    Accounts read() {
        return new Accounts(
                index(
                        all(UserEntity.class).stream().map(UserEntity::stored).toList(),
                        StoredUser::name),
                index(
                        all(SessionEntity.class).stream().map(SessionEntity::stored).toList(),
                        StoredSession::idHash),
                index(
                        all(TokenEntity.class).stream().map(TokenEntity::stored).toList(),
                        StoredToken::id));
    }

    /** Writes the rows that differ. */
    void write(Accounts before, Accounts after) {
        write(before.users(), after.users(), UserEntity.class, UserEntity::new);
        write(before.sessions(), after.sessions(), SessionEntity.class, SessionEntity::new);
        write(before.tokens(), after.tokens(), TokenEntity.class, TokenEntity::new);
    }

    private <T> void write(
            Map<String, T> before, Map<String, T> after, Class<?> type, Function<T, ?> entity) {
        before.keySet().stream()
                .filter(key -> !after.containsKey(key))
                .forEach(key -> entities.remove(entities.getReference(type, key)));
        after.entrySet().stream()
                .filter(row -> !row.getValue().equals(before.get(row.getKey())))
                .forEach(row -> entities.merge(entity.apply(row.getValue())));
    }

    private <E> List<E> all(Class<E> type) {
        var query = entities.getCriteriaBuilder().createQuery(type);
        return entities.createQuery(query.select(query.from(type))).getResultList();
    }

    private static <T> Map<String, T> index(List<T> rows, Function<T, String> key) {
        return rows.stream().collect(Collectors.toMap(key, Function.identity()));
    }
}
