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
                index(users().stream().map(UserEntity::stored).toList(), StoredUser::name),
                index(
                        sessions().stream().map(SessionEntity::stored).toList(),
                        StoredSession::idHash),
                index(tokens().stream().map(TokenEntity::stored).toList(), StoredToken::id));
    }

    /** Writes the rows that differ. */
    void write(Accounts before, Accounts after) {
        write(
                before.users(),
                after.users(),
                key -> entities.getReference(UserEntity.class, key),
                UserEntity::new);
        write(
                before.sessions(),
                after.sessions(),
                key -> entities.getReference(SessionEntity.class, key),
                SessionEntity::new);
        write(
                before.tokens(),
                after.tokens(),
                key -> entities.getReference(TokenEntity.class, key),
                TokenEntity::new);
    }

    private <T> void write(
            Map<String, T> before,
            Map<String, T> after,
            Function<String, ?> reference,
            Function<T, ?> entity) {
        before.keySet().stream()
                .filter(key -> !after.containsKey(key))
                .forEach(key -> entities.remove(reference.apply(key)));
        after.entrySet().stream()
                .filter(row -> !row.getValue().equals(before.get(row.getKey())))
                .forEach(row -> entities.merge(entity.apply(row.getValue())));
    }

    private List<UserEntity> users() {
        var query = entities.getCriteriaBuilder().createQuery(UserEntity.class);
        return entities.createQuery(query.select(query.from(UserEntity.class))).getResultList();
    }

    private List<SessionEntity> sessions() {
        var query = entities.getCriteriaBuilder().createQuery(SessionEntity.class);
        return entities.createQuery(query.select(query.from(SessionEntity.class))).getResultList();
    }

    private List<TokenEntity> tokens() {
        var query = entities.getCriteriaBuilder().createQuery(TokenEntity.class);
        return entities.createQuery(query.select(query.from(TokenEntity.class))).getResultList();
    }

    private static <T> Map<String, T> index(List<T> rows, Function<T, String> key) {
        return rows.stream().collect(Collectors.toMap(key, Function.identity()));
    }
}
