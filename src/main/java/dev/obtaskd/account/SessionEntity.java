package dev.obtaskd.account;

import static java.util.Objects.requireNonNull;

import dev.obtaskd.store.jdbc.EpochMicros;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The row of a session. */
@Entity
@Table(name = "login_session")
class SessionEntity {

    @Id String idHash;
    String userName;
    long createdAt;
    long usedAt;

    SessionEntity() {}

    SessionEntity(StoredSession session) {
        idHash = session.idHash();
        userName = session.user();
        createdAt = requireNonNull(EpochMicros.of(session.createdAt()));
        usedAt = requireNonNull(EpochMicros.of(session.usedAt()));
    }

    StoredSession stored() {
        return new StoredSession(
                idHash, userName, EpochMicros.at(createdAt), EpochMicros.at(usedAt));
    }
}
