package dev.obtaskd.account;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/** Reads and writes the rows of accounts. */
final class AccountRows {

    private AccountRows() {}

    static Accounts read(StatelessSession session) {
        return new Accounts(
                index(users(session).stream().map(UserEntity::stored).toList(), StoredUser::name),
                index(
                        sessions(session).stream().map(SessionEntity::stored).toList(),
                        StoredSession::idHash),
                index(tokens(session).stream().map(TokenEntity::stored).toList(), StoredToken::id));
    }

    /** Writes the rows that differ. */
    static void write(StatelessSession session, Accounts before, Accounts after) {
        write(session, before.users(), after.users(), UserEntity::new);
        write(session, before.sessions(), after.sessions(), SessionEntity::new);
        write(session, before.tokens(), after.tokens(), TokenEntity::new);
    }

    private static <T> void write(
            StatelessSession session,
            Map<String, T> before,
            Map<String, T> after,
            Function<T, ?> entity) {
        before.forEach(
                (key, row) -> {
                    if (!after.containsKey(key)) {
                        session.delete(entity.apply(row));
                    }
                });
        after.forEach(
                (key, row) -> {
                    var old = before.get(key);
                    if (old == null) {
                        session.insert(entity.apply(row));
                    } else if (!row.equals(old)) {
                        session.update(entity.apply(row));
                    }
                });
    }

    // SQL, as parsing HQL would take most of the time of a start. Each names its class, so that a
    // test finds results that native executables cannot create.
    private static List<UserEntity> users(StatelessSession session) {
        return session.createNativeQuery("select * from app_user", UserEntity.class)
                .getResultList();
    }

    private static List<SessionEntity> sessions(StatelessSession session) {
        return session.createNativeQuery("select * from login_session", SessionEntity.class)
                .getResultList();
    }

    private static List<TokenEntity> tokens(StatelessSession session) {
        return session.createNativeQuery("select * from api_token", TokenEntity.class)
                .getResultList();
    }

    private static <T> Map<String, T> index(List<T> rows, Function<T, String> key) {
        return rows.stream().collect(Collectors.toMap(key, Function.identity()));
    }
}
