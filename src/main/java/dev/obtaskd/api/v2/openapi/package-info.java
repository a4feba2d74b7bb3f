/**
 * Completes the OpenAPI document at build time from records, error codes and declared query
 * parameters.
 */
@NullMarked
package dev.obtaskd.api.v2.openapi;

import org.jspecify.annotations.NullMarked;
