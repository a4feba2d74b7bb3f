package dev.obtaskd.api.v2.http;

import dev.obtaskd.security.UserRole;
import dev.obtaskd.text.Language;

/**
 * The callers that get the same representation of the same state. What is shared between callers,
 * such as events, is shared within an audience only.
 *
 * @param language of sentences
 * @param role determines which operations are allowed
 */
public record Audience(Language language, UserRole role) {}
