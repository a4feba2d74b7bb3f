package dev.obtaskd.api.v2.wire.account;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the users by name; {@code nextCursor} is null on the last page. */
@RegisterForReflection
public record UserList(List<UserView> items, @Nullable String nextCursor) {}
