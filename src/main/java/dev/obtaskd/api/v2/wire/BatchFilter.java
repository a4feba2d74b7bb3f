package dev.obtaskd.api.v2.wire;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The filters of the list of tasks as fields of a body. */
@RegisterForReflection
public record BatchFilter(
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                @Nullable List<@Nullable String> state,
        @Nullable String scope,
        @Nullable String maintenance,
        @Nullable String operation,
        @Nullable String initiator,
        @Nullable String target,
        @Nullable String targetType,
        @Nullable String name,
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                @Nullable List<@Nullable String> host,
        @Nullable String from,
        @Nullable String to,
        @Nullable String q,
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                @Nullable List<@Nullable String> waitingFor,
        @Nullable Long waitingLongerThanMs,
        @Nullable Boolean hidden) {}
