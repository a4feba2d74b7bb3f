package dev.obtaskd.api.v2.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.api.v2.event.ChangeLog.Missed;
import dev.obtaskd.id.TaskId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangeLogTest {

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final long[] nanos = {Long.MAX_VALUE - 5};
    private final ChangeLog changes = new ChangeLog("start", () -> nanos[0]);
    private final Feed one = feed();
    private final Feed other = feed();

    @AfterEach
    void end() {
        thread.shutdown();
    }

    @Test
    void aNewClientHasMissedNothing() {
        assertThat(changes.since(null)).isEmpty();
        assertThat(changes.since("")).isEmpty();
        assertThat(changes.since(changes.id())).hasValue(new Missed.Changes(Set.of()));
    }

    @Test
    void aClientThatConnectsAgainHasMissedTheLaterChanges() {
        add(1);
        var id = changes.id();
        add(2);
        add(3);
        add(2);
        assertThat(changes.since(id))
                .hasValue(new Missed.Changes(Set.of(TaskId.local(2), TaskId.local(3))));
        assertThat(changes.since(changes.id())).hasValue(new Missed.Changes(Set.of()));
    }

    @Test
    void anIdIsNotLaterThanAChangeThatIsNotSent() {
        changes.add(TaskId.local(1), List.of(one));
        changes.add(TaskId.local(2), List.of(one, other));
        changes.add(TaskId.local(3), List.of());
        assertThat(changes.id()).isEqualTo("start-0");
        changes.take(one, () -> true);
        assertThat(changes.id()).isEqualTo("start-1");
        changes.add(TaskId.local(4), List.of(one));
        changes.take(other, () -> true);
        assertThat(changes.id()).isEqualTo("start-3");
        changes.take(one, () -> true);
        assertThat(changes.id()).isEqualTo("start-4");
    }

    @Test
    void moreThanTenThousandChangesAreTooOld() {
        var id = changes.id();
        LongStream.rangeClosed(1, 10_000).forEach(this::add);
        assertThat(changes.since(id)).containsInstanceOf(Missed.Changes.class);
        add(7);
        assertThat(changes.since(id)).hasValue(new Missed.TooOld());
        assertThat(changes.since("start-1")).containsInstanceOf(Missed.Changes.class);
    }

    @Test
    void changesOfMoreThanFiveMinutesAgoAreTooOld() {
        var id = changes.id();
        add(1);
        nanos[0] += ChangeLog.MAX_AGE.toNanos();
        assertThat(changes.since(id)).containsInstanceOf(Missed.Changes.class);
        nanos[0]++;
        assertThat(changes.since(id)).hasValue(new Missed.TooOld());
        // A client that has missed nothing may come at any time.
        assertThat(changes.since("start-1")).hasValue(new Missed.Changes(Set.of()));
    }

    @Test
    void lostChangesAreTooOld() {
        add(1);
        var id = changes.id();
        changes.lost(List.of(one));
        assertThat(changes.since(id)).hasValue(new Missed.TooOld());
        assertThat(changes.since(changes.id())).hasValue(new Missed.TooOld());
        changes.take(one, () -> true);
        assertThat(changes.since(changes.id())).hasValue(new Missed.Changes(Set.of()));
    }

    @Test
    void otherIdsAreOfAnotherStart() {
        add(1);
        for (var id :
                List.of(
                        "other-1",
                        "start-2",
                        "start-999999999999999999999",
                        "start--1",
                        "x",
                        "-")) {
            assertThat(changes.since(id)).as(id).hasValue(new Missed.OtherStart());
        }
    }

    private void add(long task) {
        changes.add(TaskId.local(task), List.of());
    }

    private Feed feed() {
        return new AttentionFeed(new FeedContext(changes, null, null, null, thread));
    }
}
