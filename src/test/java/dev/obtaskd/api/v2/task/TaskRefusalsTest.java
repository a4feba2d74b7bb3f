package dev.obtaskd.api.v2.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.LocalizedFieldError;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.engine.SubmitResult;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.text.Language;
import dev.obtaskd.text.LocalizedText;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskRefusalsTest {

    private final ResponseContext context =
            new ResponseContext(Language.EN, Instant.EPOCH, new AgentAddress("127.0.0.1", 2886));

    @Test
    void tooManyTasksHaveARetryAfterHeader() {
        var refusal = TaskRefusals.ofSubmit(new SubmitResult.TooMany(7), context);
        assertThat(refusal.code()).isEqualTo(ErrorCode.TASKS_TOO_MANY);
        assertThat(refusal.code().status()).isEqualTo(503);
        assertThat(refusal.headers()).containsKey("Retry-After");
        assertThat(refusal.detail().en()).contains("7");
    }

    @Test
    void aFullDiskHasTheStatus507() {
        assertThat(TaskRefusals.ofSubmit(new SubmitResult.DiskLow(), context).code().status())
                .isEqualTo(507);
    }

    @Test
    void parameterErrorsPointIntoTheBody() {
        var error =
                new dev.obtaskd.catalogue.operation.ParameterError(
                        "params.a.0", "x", new LocalizedText("no", "否"));
        assertThat(
                        TaskRefusals.ofSubmit(new SubmitResult.Invalid(List.of(error)), context)
                                .errors())
                .containsExactly(new LocalizedFieldError("/params/a/0", "x", error.message()));
    }
}
