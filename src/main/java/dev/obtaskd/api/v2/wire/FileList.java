package dev.obtaskd.api.v2.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the files of a task, in the order of its steps; {@code nextCursor} is null on the last
 * page.
 */
@RegisterForReflection
public record FileList(List<FileView> items, @Nullable String nextCursor) {}
