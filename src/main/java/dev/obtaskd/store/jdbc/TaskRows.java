package dev.obtaskd.store.jdbc;

import jakarta.data.repository.Query;
import java.util.List;
import org.hibernate.StatelessSession;

/** Queries of the task tables; each session has an instance of the generated class. */
interface TaskRows {

    /** The session it works on. */
    StatelessSession session();

    /** Pairs of {@link TaskRow} and {@link SubTaskRow}, in one statement for a consistent read. */
    @Query(
            "select t, s from TaskRow t join SubTaskRow s on s.taskId = t.id where t.id in :ids"
                    + " order by t.id, s.position")
    List<Object[]> withSubTasks(List<Long> ids);

    /** Id, name of the state, and end in microseconds or null. */
    @Query("select id, state, endedAt from TaskRow where id in :ids")
    List<Object[]> ends(List<Long> ids);

    @Query("from AttemptRow where subTaskId = :subTaskId order by attemptNo")
    List<AttemptRow> attempts(long subTaskId);

    @Query("from SubTaskRow where id = :id")
    List<SubTaskRow> subTask(long id);
}
