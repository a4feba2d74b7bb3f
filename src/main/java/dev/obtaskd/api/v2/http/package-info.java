/** Shared by all resources: requests, parameters, paging and problems. */
@NullMarked
package dev.obtaskd.api.v2.http;

import org.jspecify.annotations.NullMarked;
