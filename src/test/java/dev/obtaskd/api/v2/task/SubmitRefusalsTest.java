package dev.obtaskd.api.v2.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.wire.FieldError;
import dev.obtaskd.engine.SubmitResult;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.text.Language;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubmitRefusalsTest {

    private final ResponseContext wording =
            new ResponseContext(Language.EN, Instant.EPOCH, new AgentAddress("127.0.0.1", 2886));

    @Test
    void asksToComeBackLaterWhenThereAreTooManyTasks() {
        var refusal = SubmitRefusals.of(new SubmitResult.TooMany(7), wording);
        assertThat(refusal.code()).isEqualTo(ErrorCode.TASKS_TOO_MANY);
        assertThat(refusal.code().status()).isEqualTo(503);
        assertThat(refusal.headers()).containsKey("Retry-After");
        assertThat(refusal.detail().en()).contains("7");
    }

    @Test
    void saysThatTheDiskIsNearlyFull() {
        assertThat(SubmitRefusals.of(new SubmitResult.DiskLow(), wording).code().status())
                .isEqualTo(507);
    }

    @Test
    void pointsIntoTheBody() {
        var error = new dev.obtaskd.catalogue.operation.ParameterError("params.a.0", "x", "no");
        assertThat(SubmitRefusals.of(new SubmitResult.Invalid(List.of(error)), wording).errors())
                .containsExactly(new FieldError("/params/a/0", "x", "no"));
    }
}
