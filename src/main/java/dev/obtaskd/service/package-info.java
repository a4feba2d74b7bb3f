/** The service manager of the host: readiness, watchdog, reload by signal. */
@NullMarked
package dev.obtaskd.service;

import org.jspecify.annotations.NullMarked;
