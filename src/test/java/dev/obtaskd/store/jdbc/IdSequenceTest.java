package dev.obtaskd.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two agents that alternately write to one store. */
class IdSequenceTest {

    private final String url =
            "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=1";
    private final List<Long> given = new ArrayList<>();
    private Agent one;
    private Agent other;

    private record Agent(Connection connection, StatementCache sql, IdSequence ids) {

        static Agent at(String url) throws SQLException {
            var connection = DriverManager.getConnection(url, "a", "");
            connection.setAutoCommit(false);
            var sql = new StatementCache(connection);
            return new Agent(connection, sql, new IdSequence(sql));
        }

        void commit() throws SQLException {
            ids.flush();
            connection.commit();
            ids.unlocked();
        }

        void rollback() throws SQLException {
            connection.rollback();
            ids.unlocked();
        }

        long row() {
            return sql.query("select next_id from gate where id = 1", row -> row.getLong(1))
                    .getFirst();
        }
    }

    @BeforeEach
    void open() throws SQLException {
        one = Agent.at(url);
        one.sql().update("create table gate (id int primary key, next_id bigint not null)");
        one.sql().update("insert into gate (id, next_id) values (1, 1)");
        one.connection().commit();
        other = Agent.at(url);
    }

    @AfterEach
    void close() throws SQLException {
        other.connection().close();
        one.sql().update("shutdown");
    }

    @Test
    void mostTransactionsDoNotUpdateTheRow() throws SQLException {
        take(one, 1);
        one.commit();
        var row = one.row();
        for (var i = 0; i < 50; i++) {
            take(one, 2);
            one.commit();
            assertThat(one.row()).isEqualTo(row);
        }
        take(one, 1);
        one.commit();
        assertThat(one.row()).isGreaterThan(row);
        assertThat(given).doesNotHaveDuplicates().isSorted().startsWith(1L).endsWith(102L);
    }

    @Test
    void returnsNoIdTwice() throws SQLException {
        for (var turn = 1; turn < 400; turn++) {
            var agent = turn % 2 == 0 ? one : other;
            take(agent, turn % 7);
            agent.commit();
        }
        assertThat(given).doesNotHaveDuplicates();
    }

    @Test
    void anotherAgentGetsNoReservedId() throws SQLException {
        take(one, 1);
        one.commit();
        var next = Agent.at(url);
        take(next, 1);
        next.commit();
        take(one, 1);
        one.commit();
        next.connection().close();
        assertThat(given).containsExactly(1L, 102L, 2L);
    }

    @Test
    void aRolledBackReservationIsDropped() throws SQLException {
        take(one, 1);
        one.rollback();
        given.clear();
        otherAgentReserves();
        assertThat(given).doesNotHaveDuplicates();
    }

    @Test
    void retakesALockThatWasRolledBack() throws SQLException {
        takeAndUndo();
        given.clear();
        otherAgentReserves();
        assertThat(given).doesNotHaveDuplicates();
    }

    @Test
    void theRowNeverDecreases() throws SQLException {
        takeAndUndo();
        take(other, 300);
        other.commit();
        var row = one.row();
        one.commit();
        assertThat(one.row()).isGreaterThan(row);
    }

    @Test
    void aTransactionWithoutReservationBlocksNoOther() throws SQLException {
        take(one, 1);
        one.commit();
        take(one, 1);
        take(other, 1);
        other.commit();
        one.commit();
        assertThat(given).doesNotHaveDuplicates();
    }

    /** Simulates a rolled back savepoint that was set before the lock was taken. */
    private void takeAndUndo() throws SQLException {
        var mark = one.connection().setSavepoint();
        take(one, 1);
        one.connection().rollback(mark);
        one.ids().unlocked();
    }

    private void otherAgentReserves() throws SQLException {
        take(other, 300);
        other.commit();
        take(one, 300);
        one.commit();
    }

    private void take(Agent agent, int count) {
        for (var i = 0; i < count; i++) {
            given.add(agent.ids().nextId());
        }
    }
}
