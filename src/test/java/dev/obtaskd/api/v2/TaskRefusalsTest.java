package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.engine.Submitted;
import dev.obtaskd.task.Language;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskRefusalsTest {

    private final Wording wording = new Wording(Language.EN, Instant.EPOCH, "127.0.0.1", 2886);

    @Test
    void asksToComeBackLaterWhenThereAreTooManyTasks() {
        var refusal = TaskRefusals.of(new Submitted.TooMany(7), wording);
        assertThat(refusal.code()).isEqualTo(Code.TASKS_TOO_MANY);
        assertThat(refusal.code().status()).isEqualTo(503);
        assertThat(refusal.headers()).containsKey("Retry-After");
        assertThat(refusal.detail().en()).contains("7");
    }

    @Test
    void saysThatTheDiskIsNearlyFull() {
        assertThat(TaskRefusals.of(new Submitted.DiskLow(), wording).code().status()).isEqualTo(507);
    }

    @Test
    void pointsIntoTheBody() {
        var error = new dev.obtaskd.catalogue.FieldError("params.a.0", "x", "no");
        assertThat(TaskRefusals.of(new Submitted.Invalid(List.of(error)), wording).errors())
                .containsExactly(new FieldError("/params/a/0", "x", "no"));
    }
}
