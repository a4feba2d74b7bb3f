package dev.obtaskd.api.v2.event;

import dev.obtaskd.log.LogAppends;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What feeds share.
 *
 * @param thread the one thread that reads and sends
 */
record FeedContext(
        ChangeLog changes,
        EventFrames frames,
        EventReader reader,
        LogAppends appends,
        ScheduledExecutorService thread) {}
