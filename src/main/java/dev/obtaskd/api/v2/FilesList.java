package dev.obtaskd.api.v2;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All files of a task; {@code nextCursor} is always null. */
@RegisterForReflection
public record FilesList(List<FilesView> items, @Nullable String nextCursor) {}
