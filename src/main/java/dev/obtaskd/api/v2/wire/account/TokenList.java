package dev.obtaskd.api.v2.wire.account;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the tokens of a user, oldest first; {@code nextCursor} is null on the last page. */
@RegisterForReflection
public record TokenList(List<TokenView> items, @Nullable String nextCursor) {}
