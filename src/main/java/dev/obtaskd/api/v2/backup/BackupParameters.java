package dev.obtaskd.api.v2.backup;

import static dev.obtaskd.api.v2.http.QueryParameter.flag;

import dev.obtaskd.api.v2.http.QueryParameter;
import dev.obtaskd.api.v2.http.QueryParameters;
import dev.obtaskd.backup.BackupOptions;
import io.vertx.core.http.HttpServerRequest;

/** The parameters of a backup. */
final class BackupParameters extends QueryParameters {

    private static final BackupParameters PARAMETERS = new BackupParameters();

    private final QueryParameter<Boolean> secrets =
            add(
                    flag(
                            "secrets",
                            "true: with the values of secrets, the initial password, the keys of"
                                    + " TLS, and the secret values of configuration files"));
    private final QueryParameter<Boolean> logs =
            add(flag("logs", "true: with the logs and files of all attempts"));

    static BackupOptions of(HttpServerRequest request) {
        var query = PARAMETERS.read(request);
        return new BackupOptions(query.get(PARAMETERS.secrets), query.get(PARAMETERS.logs));
    }
}
