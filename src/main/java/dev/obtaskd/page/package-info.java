/**
 * Serves the page: the files that the build of {@code src/main/webui} made, or a page that says how
 * to build them. They need no log-in; nothing below {@code /api} and {@code /q} is served here.
 */
@NullMarked
package dev.obtaskd.page;

import org.jspecify.annotations.NullMarked;
