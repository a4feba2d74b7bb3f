/** Shared by all resources: requests, parameters, paging, problems, and the OpenAPI document. */
@NullMarked
package dev.obtaskd.api.v2.http;

import org.jspecify.annotations.NullMarked;
