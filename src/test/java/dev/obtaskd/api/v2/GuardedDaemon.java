package dev.obtaskd.api.v2;

import java.util.HashMap;
import java.util.Map;

/**
 * A daemon with other limits of sessions and requests than the defaults, which takes the caller's
 * address from a header.
 */
public class GuardedDaemon extends TaskDaemon {
    @Override
    public Map<String, String> getConfigOverrides() {
        var settings = new HashMap<>(super.getConfigOverrides());
        settings.put("obtaskd.session.idle", "30m");
        settings.put("obtaskd.session.max-age", "2h");
        settings.put("obtaskd.session.per-user", "3");
        settings.put("obtaskd.http.request-timeout", "1s");
        settings.put("obtaskd.http.origins", "https://ocp.example");
        settings.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        return settings;
    }
}
