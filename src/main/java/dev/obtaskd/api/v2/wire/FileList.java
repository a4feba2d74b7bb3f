package dev.obtaskd.api.v2.log;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the files of a task, in the order of its steps; {@code nextCursor} is null at its end.
 */
@RegisterForReflection
public record FileList(List<FileView> items, @Nullable String nextCursor) {}
